import { arrayOf, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { excludedNamespaces, readImageValidatingPolicy, readKyvernoPolicy } from './kyverno.js';
import type { Verification } from './types.js';

/** A verification with the pointer below its object. */
export type Found = Omit<Verification, 'loc'> & { readonly ptr: string };

/** What an object verifies; nothing for objects that only name or allow. */
export function verificationsOf(object: JsonObject): readonly Found[] {
  const [group = ''] = (textOf(object['apiVersion']) ?? '').split('/');
  const kind = textOf(object['kind']) ?? '';
  const name = textOf(objectOf(object['metadata'])['name']) ?? kind;
  const spec = objectOf(object['spec']);
  if (/kyverno\.io$/.test(group)) {
    if (/^(Namespaced)?ImageValidatingPolicy$/.test(kind))
      return readImageValidatingPolicy(object, name);
    return /^(Cluster)?Policy$/.test(kind) ? readKyvernoPolicy(object, name) : [];
  }
  if (group === 'policy.sigstore.dev' && kind === 'ClusterImagePolicy')
    return [readSigstore(spec, name)];
  if (group === 'config.openshift.io' && /^(Cluster)?ImagePolicy$/.test(kind))
    return [readOpenshift(spec, name)];
  if (group === 'constraints.gatekeeper.sh') return readConstraint(kind, spec, name);
  if (group === 'config.ratify.deislabs.io' && /Verifier$/.test(kind))
    return [readRatify(spec, name)];
  return readConnaisseur(object);
}

function readSigstore(spec: JsonObject, name: string): Found {
  const authorities = arrayOf(spec['authorities']);
  return {
    engine: 'sigstore',
    name,
    action: textOf(spec['mode']) ?? 'enforce',
    failurePolicy: null,
    globs: arrayOf(spec['images'])
      .map(objectOf)
      .flatMap(({ glob }) => textOf(glob) ?? []),
    excludes: [],
    // One that always passes verifies nothing.
    attestors: authorities.filter((one) => !('static' in objectOf(one))),
    attestations: authorities.flatMap((one) => arrayOf(objectOf(one)['attestations'])),
    ptr: '/spec',
  };
}

function readOpenshift(spec: JsonObject, name: string): Found {
  const policy = objectOf(spec['policy']);
  const trust = policy['rootOfTrust'];
  return {
    engine: 'openshift',
    name,
    action: 'enforce',
    failurePolicy: 'Fail',
    globs: textsOf(spec['scopes']),
    excludes: [],
    attestors: trust === undefined ? [] : [trust],
    attestations: [],
    ptr: '/spec',
  };
}

/** A constraint of Gatekeeper verifies images where it asks a provider, such as Ratify. */
function readConstraint(kind: string, spec: JsonObject, name: string): readonly Found[] {
  if (!/ratify|verif|cosign|signature/i.test(kind)) return [];
  const match = objectOf(spec['match']);
  return [
    {
      engine: 'gatekeeper',
      name: `${kind}/${name}`,
      action: textOf(spec['enforcementAction']) ?? 'deny',
      failurePolicy: null,
      globs: ['*'],
      excludes: [...textsOf(match['excludedNamespaces']), ...excludedNamespaces(match)],
      attestors: [{ provider: kind }],
      attestations: [],
      ptr: '/spec',
    },
  ];
}

function readRatify(spec: JsonObject, name: string): Found {
  const parameters = objectOf(spec['parameters']);
  const attestors = ['trustPolicies', 'trustPolicyDoc', 'verificationCertStores', 'key'].filter(
    (key) => key in parameters,
  );
  return {
    engine: 'ratify',
    name,
    action: null,
    failurePolicy: null,
    globs: scopesOf(parameters),
    excludes: [],
    attestors: attestors.map((key) => ({ [key]: parameters[key] ?? null })),
    attestations: [],
    ptr: '/spec',
  };
}

function scopesOf(parameters: JsonObject): readonly string[] {
  const direct = arrayOf(parameters['trustPolicies'])
    .map(objectOf)
    .flatMap(({ scopes }) => textsOf(scopes));
  const document = arrayOf(objectOf(parameters['trustPolicyDoc'])['trustPolicies']).map(objectOf);
  return [...direct, ...document.flatMap(({ registryScopes }) => textsOf(registryScopes))];
}

/** Values of Connaisseur's chart: `application.policy` with patterns and `application.validators`. */
function readConnaisseur(object: JsonObject): readonly Found[] {
  const application = objectOf(object['application']);
  const validators = arrayOf(application['validators']).map(objectOf);
  return arrayOf(application['policy']).map((one, index) => {
    const rule = objectOf(one);
    const named = textOf(rule['validator']) ?? 'default';
    const validator = validators.find(({ name }) => name === named) ?? {};
    const isStatic = validator['type'] === 'static' || named === 'allow' || named === 'deny';
    const mode = textOf(objectOf(rule['with'])['mode']);
    return {
      engine: 'connaisseur',
      name: textOf(rule['pattern']) ?? String(index),
      action: named === 'allow' ? 'warn' : mode === 'insecure-allow' ? 'warn' : 'enforce',
      failurePolicy: null,
      globs: [textOf(rule['pattern']) ?? '*'],
      excludes: [],
      attestors: isStatic ? [] : arrayOf(validator['trustRoots']),
      attestations: [],
      ptr: `/application/policy/${index}`,
    };
  });
}
