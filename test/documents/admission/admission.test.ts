import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { AdmissionFacts } from '../../../src/documents/admission/types.js';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { memoryTree } from '../../helpers/memory-tree.js';

function read(text: string, uri = 'policy.yaml') {
  const { value, diagnostics } = parseDocuments(memoryTree({ [uri]: text }), [uri]);
  return {
    document: value[0],
    facts: value[0]?.value as unknown as AdmissionFacts,
    messages: diagnostics.map(({ message }) => message),
  };
}

const admission = suite('admission policies');

admission('of Kyverno and sigstore are brought into one form, with their places', () => {
  const { document, facts, messages } = read(`apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: signed}
spec:
  validationFailureAction: Audit
  failurePolicy: Ignore
  rules:
    - name: all
      exclude: {any: [{resources: {namespaces: [kube-system]}}]}
      verifyImages:
        - imageReferences: ["*"]
          attestors: [{entries: [{keys: {publicKeys: k}}]}]
---
apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: {name: all}
spec:
  images: [{glob: "**"}]
  authorities:
    - static: {action: pass}
    - key: {data: k}
`);
  assert.equal(messages, []);
  assert.equal(
    facts.verify.map(({ engine, name, action, failurePolicy, globs, excludes, attestors }) => [
      engine,
      name,
      action,
      failurePolicy,
      globs,
      excludes,
      attestors.length,
    ]),
    [
      ['kyverno', 'signed/all', 'Audit', 'Ignore', ['*'], ['kube-system'], 1],
      ['sigstore', 'all', 'enforce', null, ['**'], [], 1],
    ],
  );
  const lines = facts.verify.map(({ loc }) => document?.locate?.(loc.ptr)?.line);
  assert.equal(lines, [11, 17]);
});

admission('of other engines are understood as well', () => {
  const engines = [
    `apiVersion: policies.kyverno.io/v1alpha1
kind: ImageValidatingPolicy
metadata: {name: a}
spec: {validationActions: [Audit], matchImageReferences: [{glob: "ghcr.io/*"}], attestors: [{name: x}]}
`,
    `apiVersion: config.openshift.io/v1
kind: ClusterImagePolicy
metadata: {name: a}
spec: {scopes: [quay.io/a], policy: {rootOfTrust: {policyType: PublicKey}}}
`,
    `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: RatifyVerification
metadata: {name: a}
spec: {enforcementAction: dryrun, match: {excludedNamespaces: [dev]}}
`,
    `apiVersion: config.ratify.deislabs.io/v1beta1
kind: Verifier
metadata: {name: a}
spec: {name: cosign, parameters: {trustPolicies: [{scopes: ["*"], keys: []}]}}
`,
    `application:
  validators: [{name: default, type: cosign, trustRoots: [{name: a, key: k}]}]
  policy: [{pattern: "*:*"}, {pattern: "x/*", validator: allow}]
`,
  ];
  assert.equal(
    engines.flatMap((text) =>
      read(text).facts.verify.map(({ engine, action, globs, attestors }) => [
        engine,
        action,
        globs,
        attestors.length,
      ]),
    ),
    [
      ['kyverno', 'Audit', ['ghcr.io/*'], 1],
      ['openshift', 'enforce', ['quay.io/a'], 1],
      ['gatekeeper', 'dryrun', ['*'], 1],
      ['ratify', null, ['*'], 1],
      ['connaisseur', 'enforce', ['*:*'], 1],
      ['connaisseur', 'warn', ['x/*'], 0],
    ],
  );
});

admission('in a ConfigMap are enforced by nobody', () => {
  const { facts } = read(`apiVersion: v1
kind: ConfigMap
metadata:
  name: image-policy
data:
  policy.yaml: |
    rules: [a]
`);
  assert.equal(facts.embedded['/0/data/policy.yaml'], {
    value: { rules: ['a'] },
    ptr: '/0/data/policy.yaml',
    enforced: false,
  });
  assert.equal(facts.verify, []);
});

admission('that are broken are reported, and ordinary manifests are left alone', () => {
  assert.is(read('apiVersion: v1\nkind: Service\n').document, undefined);
  const broken = read('apiVersion: kyverno.io/v1\nkind: "ClusterPolicy\n');
  assert.is(broken.document?.complete, false);
  const deep = read(`apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec: ${'['.repeat(1000)}\n`);
  assert.equal(deep.messages, ['it is nested more than 512 deep']);
});

admission.run();
