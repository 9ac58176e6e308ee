import { arrayOf, isObject, type JsonObject, objectOf, textOf } from '../json/fields.js';
import { readLicence } from './licence.js';
import { parsePurl } from './purl.js';
import type {
  Component,
  Licence,
  ReadSbom,
  Relationship,
  SbomDocument,
  Vulnerability,
} from './types.js';

/** Components within components are followed up to this depth. */
const DEEPEST = 64;

/** Reads a bill of materials in CycloneDX' JSON. */
export function readCycloneDx(bom: JsonObject, uri: string): ReadSbom {
  const faults: { code: string; message: string; ptr: string }[] = [];
  const metadata = objectOf(bom['metadata']);
  const components: Component[] = [];
  const relationships: Relationship[] = [];
  const seen = new Set<string>();
  const add = (value: unknown, ptr: string, parent: string | undefined, depth: number): void => {
    if (!isObject(value) || depth > DEEPEST) return;
    const component = readComponent(value, uri, ptr);
    const given = textOf(value['bom-ref']);
    if (given !== undefined && seen.has(given)) {
      faults.push({
        code: 'duplicate-ref',
        message: `the bom-ref \`${given}\` is given twice`,
        ptr,
      });
    }
    seen.add(component.ref);
    components.push(component);
    if (parent !== undefined) {
      relationships.push({ from: parent, to: component.ref, type: 'contains', loc: { uri, ptr } });
    }
    for (const [index, inner] of arrayOf(value['components']).entries()) {
      add(inner, `${ptr}/components/${index}`, component.ref, depth + 1);
    }
  };
  const main = metadata['component'];
  if (isObject(main)) add(main, '/metadata/component', undefined, 0);
  const subject = components[0];
  for (const [index, value] of arrayOf(bom['components']).entries()) {
    add(value, `/components/${index}`, undefined, 0);
  }
  relationships.push(...dependencies(bom, uri));
  return {
    facts: {
      document: documentOf(bom, metadata, isObject(main) ? subject : undefined),
      components,
      relationships,
      vulnerabilities: arrayOf(bom['vulnerabilities']).flatMap((value, index) =>
        isObject(value) ? [readVulnerability(value, uri, `/vulnerabilities/${index}`)] : [],
      ),
      licenceRefs: {},
    },
    faults,
  };
}

function documentOf(
  bom: JsonObject,
  metadata: JsonObject,
  subject: Component | undefined,
): SbomDocument {
  const tools = metadata['tools'];
  const listed = Array.isArray(tools)
    ? tools
    : [...arrayOf(objectOf(tools)['components']), ...arrayOf(objectOf(tools)['services'])];
  const version = bom['version'];
  const [lifecycle] = arrayOf(metadata['lifecycles']);
  const digests = [
    ...(subject?.hashes ?? []).map(
      ({ alg, value }) => `${alg.toLowerCase().replace('-', '')}:${value}`,
    ),
    subject?.version ?? '',
    subject?.purl?.version ?? '',
  ].filter((digest) => /^sha256:[0-9a-f]{64}$/.test(digest));
  return {
    format: 'cyclonedx',
    specVersion: textOf(bom['specVersion']) ?? '',
    serial: textOf(bom['serialNumber']) ?? null,
    version: version === undefined || version === null ? null : String(version),
    created: textOf(metadata['timestamp']) ?? null,
    authors: arrayOf(metadata['authors']).flatMap((one) => nameOf(one) ?? []),
    tools: listed.flatMap((tool) => toolName(tool) ?? []),
    subject: subject?.ref ?? null,
    subjectDigests: [...new Set(digests)],
    lifecycle: textOf(objectOf(lifecycle)['phase']) ?? null,
  };
}

function toolName(value: unknown): string | undefined {
  const { name, version } = objectOf(value);
  const text = textOf(name);
  return text === undefined ? undefined : [text, textOf(version)].filter(Boolean).join(' ');
}

function nameOf(value: unknown): string | undefined {
  const { name, email } = objectOf(value);
  return typeof value === 'string' ? value : (textOf(name) ?? textOf(email));
}

function readComponent(value: JsonObject, uri: string, ptr: string): Component {
  const purl = textOf(value['purl']);
  const cpe = textOf(value['cpe']);
  const name = textOf(value['name']) ?? '';
  const sources = arrayOf(value['externalReferences']).map(objectOf);
  const source =
    sources.find(({ type }) => type === 'vcs') ??
    sources.find(({ type }) => type === 'distribution');
  return {
    // A component without a name of its own is called by its place.
    ref: textOf(value['bom-ref']) ?? `#${ptr}`,
    name,
    group: textOf(value['group']) ?? null,
    version: textOf(value['version']) ?? null,
    type: textOf(value['type']) ?? null,
    purl: purl === undefined ? null : parsePurl(purl),
    cpes: cpe === undefined ? [] : [cpe],
    supplier:
      nameOf(value['supplier']) ??
      nameOf(value['manufacturer']) ??
      textOf(value['publisher']) ??
      textOf(value['author']) ??
      null,
    source: textOf(source?.['url']) ?? null,
    hashes: arrayOf(value['hashes']).flatMap((hash) => {
      const { alg, content } = objectOf(hash);
      return typeof alg === 'string' && typeof content === 'string'
        ? [{ alg, value: content }]
        : [];
    }),
    licences: arrayOf(value['licenses']).flatMap((entry) => licenceOf(entry) ?? []),
    scope: textOf(value['scope']) ?? null,
    properties: Object.fromEntries(
      arrayOf(value['properties']).flatMap((property) => {
        const fields = objectOf(property);
        const key = textOf(fields['name']);
        return key === undefined ? [] : [[key, String(fields['value'] ?? '')]];
      }),
    ),
    loc: { uri, ptr },
  };
}

function licenceOf(entry: unknown): Licence | undefined {
  const fields = objectOf(entry);
  const expression = textOf(fields['expression']);
  if (expression !== undefined) return readLicence(expression, 'expression');
  const { id, name } = objectOf(fields['license']);
  const text = textOf(id);
  if (text !== undefined) return readLicence(text, 'id');
  const free = textOf(name);
  return free === undefined ? undefined : readLicence(free, 'name');
}

function dependencies(bom: JsonObject, uri: string): readonly Relationship[] {
  return arrayOf(bom['dependencies']).flatMap((value, index) => {
    const fields = objectOf(value);
    const from = textOf(fields['ref']);
    if (from === undefined) return [];
    const edges = (key: string, type: string) =>
      arrayOf(fields[key]).flatMap((to, at): Relationship[] =>
        typeof to === 'string'
          ? [{ from, to, type, loc: { uri, ptr: `/dependencies/${index}/${key}/${at}` } }]
          : [],
      );
    return [...edges('dependsOn', 'depends-on'), ...edges('provides', 'provides')];
  });
}

function readVulnerability(value: JsonObject, uri: string, ptr: string): Vulnerability {
  const analysis = objectOf(value['analysis']);
  const [rating] = arrayOf(value['ratings']);
  return {
    id: textOf(value['id']) ?? '',
    severity: textOf(objectOf(rating)['severity']) ?? null,
    affects: arrayOf(value['affects']).flatMap((one) => textOf(objectOf(one)['ref']) ?? []),
    state: textOf(analysis['state']) ?? null,
    justification: textOf(analysis['justification']) ?? null,
    detail: textOf(analysis['detail']) ?? null,
    loc: { uri, ptr },
  };
}
