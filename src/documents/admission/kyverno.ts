import { arrayOf, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import type { Found } from './verifications.js';

/** `verifyImages` of the rules of a policy. */
export function readKyvernoPolicy(policy: JsonObject, name: string): readonly Found[] {
  const spec = objectOf(policy['spec']);
  return arrayOf(spec['rules']).flatMap((one, index) => {
    const rule = objectOf(one);
    const excludes = excludedBy(objectOf(rule['exclude']));
    return arrayOf(rule['verifyImages']).map((item, at): Found => {
      const verify = objectOf(item);
      const action =
        textOf(verify['failureAction']) ??
        textOf(objectOf(rule['validate'])['failureAction']) ??
        textOf(spec['validationFailureAction']) ??
        'Audit';
      const single = textOf(verify['image']);
      return {
        engine: 'kyverno',
        name: `${name}/${textOf(rule['name']) ?? index}`,
        action,
        failurePolicy: textOf(spec['failurePolicy']) ?? 'Fail',
        globs: [...textsOf(verify['imageReferences']), ...(single === undefined ? [] : [single])],
        excludes: [...excludes, ...textsOf(verify['skipImageReferences'])],
        // Older policies have the key beside the image.
        attestors: [
          ...arrayOf(verify['attestors']),
          ...['key', 'issuer', 'roots']
            .filter((key) => key in verify)
            .map((key) => ({ [key]: verify[key] ?? null })),
        ],
        attestations: arrayOf(verify['attestations']),
        ptr: `/spec/rules/${index}/verifyImages/${at}`,
      };
    });
  });
}

/** An ImageValidatingPolicy, which names images by globs or expressions. */
export function readImageValidatingPolicy(policy: JsonObject, name: string): readonly Found[] {
  const spec = objectOf(policy['spec']);
  const references = arrayOf(spec['matchImageReferences']).map(objectOf);
  const actions = textsOf(spec['validationActions']);
  return [
    {
      engine: 'kyverno',
      name,
      action: actions.includes('Deny') ? 'Deny' : (actions[0] ?? 'Deny'),
      failurePolicy: textOf(spec['failurePolicy']) ?? 'Fail',
      globs: references.flatMap((one) => textOf(one['glob']) ?? textOf(one['expression']) ?? []),
      excludes: excludedNamespaces(objectOf(spec['matchConstraints'])),
      attestors: arrayOf(spec['attestors']),
      attestations: arrayOf(spec['attestations']),
      ptr: '/spec',
    },
  ];
}

function excludedBy(exclude: JsonObject): readonly string[] {
  const parts = [
    exclude,
    ...arrayOf(exclude['any']).map(objectOf),
    ...arrayOf(exclude['all']).map(objectOf),
  ];
  return parts.flatMap((part) => {
    const resources = objectOf(part['resources']);
    return [...textsOf(resources['namespaces']), ...textsOf(resources['names'])];
  });
}

/** Names that a selector of namespaces leaves out. */
export function excludedNamespaces(match: JsonObject): readonly string[] {
  const selector = objectOf(match['namespaceSelector']);
  return arrayOf(selector['matchExpressions'])
    .map(objectOf)
    .filter(({ operator }) => operator === 'NotIn')
    .flatMap(({ values }) => textsOf(values));
}
