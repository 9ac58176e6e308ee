/** Groups of the Kubernetes API whose objects decide what is admitted. */
const GROUPS =
  /^(\s*-\s+)?\s*["']?apiVersion["']?\s*:\s*["']?(kyverno\.io|policies\.kyverno\.io|policy\.sigstore\.dev|config\.openshift\.io|templates\.gatekeeper\.sh|constraints\.gatekeeper\.sh|config\.ratify\.deislabs\.io|admissionregistration\.k8s\.io)\//m;

const IMAGE_POLICY = /^kind\s*:\s*["']?ConfigMap/m;

/** Manifests of Kubernetes that speak of admission: by the groups of their objects, and by labels of Pod Security. */
export function detect(uri: string, head: string): 'content' | undefined {
  if (!/\.(ya?ml|json)$/i.test(uri)) return undefined;
  if (GROUPS.test(head)) return 'content';
  const isConfigMap =
    IMAGE_POLICY.test(head) && /^\s+name\s*:\s*["']?[\w.-]*image-polic/m.test(head);
  const isNamespace =
    /^kind\s*:\s*["']?Namespace/m.test(head) && head.includes('pod-security.kubernetes.io/');
  const isConnaisseur =
    /^\s+validators\s*:/m.test(head) &&
    /^\s+(policy|application)\s*:/m.test(head) &&
    /^application\s*:/m.test(head);
  return isConfigMap || isNamespace || isConnaisseur ? 'content' : undefined;
}
