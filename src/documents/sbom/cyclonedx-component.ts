import { arrayOf, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json/fields.js';
import { readHashes } from './hashes.js';
import { readLicence } from './licence.js';
import { parsePurl } from './purl.js';
import type { Component, Evidence, Licence } from './types.js';

/** Reads one component of CycloneDX. */
export function readComponent(value: JsonObject, uri: string, ptr: string): Component {
  const purl = textOf(value['purl']);
  const cpe = textOf(value['cpe']);
  const properties = propertiesOf(value['properties']);
  return {
    // A component without a name of its own is called by its place.
    ref: textOf(value['bom-ref']) ?? `#${ptr}`,
    name: textOf(value['name']) ?? '',
    group: textOf(value['group']) ?? null,
    version: textOf(value['version']) ?? null,
    type: textOf(value['type']) ?? null,
    purl: purl === undefined ? null : parsePurl(purl),
    cpes: cpe === undefined ? NONE : [cpe],
    supplier: supplierOf(value),
    source: sourceOf(value['externalReferences']),
    hashes: readHashes(value['hashes'], 'alg', 'content'),
    licences: licencesOf(value['licenses']),
    scope: textOf(value['scope']) ?? null,
    evidence: isObject(value['evidence']) ? evidenceOf(value['evidence']) : null,
    layer: layerOf(properties),
    properties,
    loc: { uri, ptr },
  };
}

const NONE: readonly never[] = [];
const NO_PROPERTIES: { readonly [name: string]: string } = {};

function supplierOf(value: JsonObject): string | null {
  const [author] = arrayOf(value['authors']);
  return (
    nameOf(value['supplier']) ??
    nameOf(value['manufacturer']) ??
    textOf(value['publisher']) ??
    textOf(value['author']) ??
    nameOf(author) ??
    null
  );
}

function nameOf(value: unknown): string | undefined {
  return isObject(value) ? (textOf(value['name']) ?? textOf(value['email'])) : undefined;
}

function sourceOf(references: unknown): string | null {
  let other: string | null = null;
  for (const reference of arrayOf(references)) {
    const { type, url } = objectOf(reference);
    if (type === 'vcs') return textOf(url) ?? null;
    if (type === 'distribution') other ??= textOf(url) ?? null;
  }
  return other;
}

function propertiesOf(values: unknown): { readonly [name: string]: string } {
  const list = arrayOf(values);
  if (list.length === 0) return NO_PROPERTIES;
  const found: { [name: string]: string } = {};
  for (const one of list) {
    const { name, value } = objectOf(one);
    const key = textOf(name);
    if (key === undefined) continue;
    const text = String(value ?? '');
    if (key === '__proto__') Object.defineProperty(found, key, { value: text, enumerable: true });
    else found[key] = text;
  }
  return found;
}

/** What Trivy and Syft say about the layer in which they found a package. */
const LAYERS = [
  'aquasecurity:trivy:LayerDigest',
  'aquasecurity:trivy:LayerDiffID',
  'syft:location:0:layerID',
];

function layerOf(properties: { readonly [name: string]: string }): string | null {
  if (properties === NO_PROPERTIES) return null;
  for (const name of LAYERS) {
    const layer = textOf(properties[name]);
    if (layer !== undefined) return layer;
  }
  return null;
}

/** Licences of a component or of its evidence; several expressions count each. */
function licencesOf(values: unknown): readonly Licence[] {
  const list = arrayOf(values);
  if (list.length === 0) return NONE;
  return list.flatMap((entry) => {
    const fields = objectOf(entry);
    const expression = textOf(fields['expression']);
    if (expression !== undefined) return readLicence(expression, 'expression') ?? [];
    const { id, name } = objectOf(fields['license']);
    const text = textOf(id);
    if (text !== undefined) return readLicence(text, 'id') ?? [];
    const free = textOf(name);
    return free === undefined ? [] : (readLicence(free, 'name') ?? []);
  });
}

function evidenceOf(value: JsonObject): Evidence {
  const { identity } = value;
  const identities = Array.isArray(identity) ? identity : isObject(identity) ? [identity] : NONE;
  return {
    identity: identities.flatMap((one) => {
      const { field, confidence } = objectOf(one);
      const name = textOf(field);
      return name === undefined ? [] : [{ field: name, confidence: numberOf(confidence) ?? null }];
    }),
    occurrences: arrayOf(value['occurrences']).flatMap(
      (one) => textOf(objectOf(one)['location']) ?? [],
    ),
    licences: licencesOf(value['licenses']),
    copyright: arrayOf(value['copyright']).flatMap((one) => textOf(objectOf(one)['text']) ?? []),
  };
}
