import type { Document, InputFile, Problem } from '../../model/document.js';
import { arrayOf, isObject, type JsonObject, objectOf, textOf } from '../json/fields.js';
import { pointerKey } from '../json/pointer-key.js';
import { decodeFile, makeDocument } from '../make-document.js';
import { locateInDocuments } from '../yaml/locate-node.js';
import { jsonOf } from '../yaml/node.js';
import { readYaml } from '../yaml/read-yaml.js';
import type { AdmissionFacts, Embedded } from './types.js';
import { verificationsOf } from './verifications.js';

/** Reads manifests. Pointers begin with the number of the document in the file: `/0/spec`. */
export function parse({ uri, bytes }: InputFile): Document {
  const { source, problems } = decodeFile(uri, bytes);
  // JSON is YAML as well.
  const { documents, problems: faults } = readYaml(source);
  const trouble: Problem[] = [...problems, ...faults];
  const placed = documents.flatMap((node, index) => objectsOf(jsonOf(node), `/${index}`));
  if (placed.length === 0 && trouble.length === 0) {
    const loc = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
    trouble.push({ code: 'format', message: 'it holds no object of Kubernetes', loc });
  }
  const facts: AdmissionFacts = {
    objects: placed.map(({ object }) => object),
    objectLocs: placed.map(({ ptr }) => ({ uri, ptr })),
    verify: placed.flatMap(({ object, ptr }) =>
      verificationsOf(object).map(({ ptr: below, ...found }) => ({
        ...found,
        loc: { uri, ptr: ptr + below },
      })),
    ),
    embedded: Object.fromEntries(placed.flatMap(({ object, ptr }) => embeddedIn(object, ptr, uri))),
    loc: { uri, ptr: '' },
  };
  return makeDocument({
    kind: 'admission',
    format: 'kubernetes',
    bytes,
    source,
    problems: trouble,
    facts,
    locate: (pointer) => locateInDocuments(documents, pointer),
  });
}

/** The objects of a document; those of a `List` one by one. */
function objectsOf(value: unknown, ptr: string): readonly { object: JsonObject; ptr: string }[] {
  if (!isObject(value)) return [];
  if (value['kind'] !== 'List') return [{ object: value, ptr }];
  return arrayOf(value['items']).flatMap((item, index) => objectsOf(item, `${ptr}/items/${index}`));
}

/** Policies that stand in the texts of a ConfigMap. */
function embeddedIn(object: JsonObject, ptr: string, uri: string): readonly [string, Embedded][] {
  const name = textOf(objectOf(object['metadata'])['name']) ?? '';
  // What the policy controller writes for itself is enforced by it.
  if (
    object['kind'] !== 'ConfigMap' ||
    !/image-polic/.test(name) ||
    name === 'config-image-policies'
  )
    return [];
  return Object.entries(objectOf(object['data'])).map(([key, text]) => {
    const at = `${ptr}/data/${pointerKey(key)}`;
    const { documents } = readYaml({ path: uri, text: typeof text === 'string' ? text : '' });
    return [at, { value: jsonOf(documents[0]), ptr: at, enforced: false }];
  });
}
