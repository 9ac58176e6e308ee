import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { Faults, findCycles, quoted } from './faults.js';
import { digestsOf, readHashes } from './hashes.js';
import { readLicence } from './licence.js';
import { parsePurl } from './purl.js';
import { relationshipOfSpdx3 } from './spdx-relationship.js';
import { Spdx3Licences } from './spdx3-licences.js';
import type { Component, Licence, ReadSbom, Relationship, SbomDocument } from './types.js';

/** Types of elements that are components. */
const COMPONENTS = new Set([
  'software_Package',
  'software_File',
  'software_SoftwareArtifact',
  'ai_AIPackage',
  'dataset_DatasetPackage',
]);

/** Reads a bill of materials of SPDX 3 in the compact form of its JSON-LD, where every element stands in `@graph`. */
export function readSpdx3(root: JsonObject, uri: string): ReadSbom {
  const faults = new Faults();
  const graph = new Graph(root, faults);
  const relationships: Relationship[] = [];
  const licences = new Map<string, Licence[]>();
  const texts = new Spdx3Licences(graph.byId);
  for (const { element, ptr } of graph.elements) {
    if (!/Relationship$/.test(typeOf(element))) continue;
    const from = textOf(element['from']);
    const type = textOf(element['relationshipType']);
    if (from === undefined || type === undefined) {
      faults.add('schema', ptr, 'a relationship has `from`, `to` and `relationshipType`');
      continue;
    }
    const targets = textsOf(element['to']);
    const source = LICENCES.get(type);
    if (source !== undefined) {
      const own = licences.get(from) ?? [];
      licences.set(from, own);
      for (const to of targets) {
        const licence = readLicence(texts.expression(to), source);
        if (licence !== undefined) own.push(licence);
      }
      continue;
    }
    const scope = textOf(element['scope']);
    for (const [index, to] of targets.entries()) {
      const loc = { uri, ptr: targets.length === 1 ? ptr : `${ptr}/to/${index}` };
      const statement = { from, to, type, ...(scope !== undefined && { scope }) };
      relationships.push(relationshipOfSpdx3(statement, loc));
    }
  }
  const components = graph.elements
    .filter(({ element }) => COMPONENTS.has(typeOf(element)))
    .map(({ element, ptr }) => componentOf(element, uri, ptr, graph, licences));
  findCycles(relationships, faults);
  return {
    facts: {
      document: documentOf(graph, components, relationships, faults),
      components,
      relationships,
      vulnerabilities: [],
      licenceRefs: texts.references(),
    },
    faults: faults.all(),
  };
}

const LICENCES: ReadonlyMap<string, 'declared' | 'concluded'> = new Map([
  ['hasDeclaredLicense', 'declared'],
  ['hasConcludedLicense', 'concluded'],
]);

interface Element {
  readonly element: JsonObject;
  readonly ptr: string;
}

class Graph {
  readonly elements: readonly Element[];
  readonly byId = new Map<string, JsonObject>();

  constructor(root: JsonObject, faults: Faults) {
    const graph = root['@graph'];
    this.elements = Array.isArray(graph)
      ? graph.flatMap((element, index) =>
          isObject(element) ? [{ element, ptr: `/@graph/${index}` }] : [],
        )
      : [{ element: root, ptr: '' }];
    for (const { element, ptr } of this.elements) {
      const id = textOf(element['spdxId']) ?? textOf(element['@id']);
      if (typeOf(element) === '') faults.add('schema', ptr, '`type` is missing');
      if (id === undefined) {
        // Hashes, maps and the like are no elements, though some tools list them among these.
        if (isReferable(element)) faults.add('schema', ptr, '`spdxId` is missing');
      } else if (this.byId.has(id)) {
        faults.add('duplicate-ref', ptr, `the spdxId ${quoted(id)} is given twice`);
      } else this.byId.set(id, element);
    }
  }

  /** What a field refers to; an element may also stand in the field itself. */
  at(value: unknown): JsonObject {
    return typeof value === 'string' ? (this.byId.get(value) ?? {}) : objectOf(value);
  }

  /** The name of an agent or a tool; its id where it has none. */
  nameOf(value: unknown): string | undefined {
    return textOf(this.at(value)['name']) ?? textOf(value);
  }
}

function isReferable(element: JsonObject): boolean {
  const type = typeOf(element);
  return COMPONENTS.has(type) || /Relationship$|^SpdxDocument$/.test(type);
}

function typeOf(element: JsonObject): string {
  return textOf(element['type']) ?? textOf(element['@type']) ?? '';
}

function componentOf(
  element: JsonObject,
  uri: string,
  ptr: string,
  graph: Graph,
  licences: ReadonlyMap<string, readonly Licence[]>,
): Component {
  const ref = textOf(element['spdxId']) ?? textOf(element['@id']) ?? `#${ptr}`;
  const identifiers = arrayOf(element['externalIdentifier']).map((one) => graph.at(one));
  const identified = (kind: RegExp) =>
    identifiers
      .filter(({ externalIdentifierType }) => kind.test(textOf(externalIdentifierType) ?? ''))
      .flatMap(({ identifier }) => textOf(identifier) ?? []);
  const purl = textOf(element['software_packageUrl']) ?? identified(/^packageUrl$/i)[0];
  const [origin] = arrayOf(element['originatedBy']);
  const source = textOf(element['software_downloadLocation']);
  return {
    ref,
    name: textOf(element['name']) ?? '',
    group: null,
    version: textOf(element['software_packageVersion']) ?? null,
    type: typeOf(element) === 'software_File' ? 'file' : purposeOf(element),
    purl: purl === undefined ? null : parsePurl(purl),
    cpes: identified(/^cpe2[23]$/),
    supplier: graph.nameOf(element['suppliedBy']) ?? graph.nameOf(origin) ?? null,
    source: source === undefined || /^(NONE|NOASSERTION)$/.test(source) ? null : source,
    hashes: readHashes(
      arrayOf(element['verifiedUsing']).map((one) => graph.at(one)),
      'algorithm',
      'hashValue',
    ).filter(({ alg }) => alg !== ''),
    // Declared before concluded, as in the other forms.
    licences: [...(licences.get(ref) ?? [])].sort((a, b) => (a.source < b.source ? 1 : -1)),
    scope: null,
    evidence: null,
    layer: null,
    properties: {},
    loc: { uri, ptr },
  };
}

function purposeOf(element: JsonObject): string | null {
  const purpose = textOf(element['software_primaryPurpose']);
  return purpose?.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase() ?? null;
}

function documentOf(
  graph: Graph,
  components: readonly Component[],
  relationships: readonly Relationship[],
  faults: Faults,
): SbomDocument {
  const of = (type: string) => graph.elements.find(({ element }) => typeOf(element) === type);
  const document = of('SpdxDocument')?.element ?? {};
  const sbom = of('software_Sbom')?.element ?? {};
  if (of('SpdxDocument') === undefined) faults.add('schema', '', 'no `SpdxDocument` is in it');
  const creation = graph.at(document['creationInfo'] ?? of('CreationInfo')?.element);
  if (textOf(creation['created']) === undefined) {
    const ptr = of('SpdxDocument')?.ptr ?? '';
    faults.add('schema', ptr, 'it does not say when it was `created`');
  }
  const subject = subjectOf(graph, document, components, relationships);
  const [lifecycle] = textsOf(sbom['software_sbomType']);
  return {
    format: 'spdx',
    specVersion: textOf(creation['specVersion']) ?? '3',
    serial: textOf(document['spdxId']) ?? textOf(document['@id']) ?? null,
    version: null,
    created: textOf(creation['created']) ?? null,
    authors: arrayOf(creation['createdBy']).flatMap((one) => graph.nameOf(one) ?? []),
    tools: arrayOf(creation['createdUsing']).flatMap((one) => graph.nameOf(one) ?? []),
    subject,
    subjectDigests: digestsOf(components.find(({ ref }) => ref === subject)),
    lifecycle: lifecycle ?? null,
  };
}

/** The component that the document, or the bill of materials in it, has for its root; else what it describes. */
function subjectOf(
  graph: Graph,
  document: JsonObject,
  components: readonly Component[],
  relationships: readonly Relationship[],
): string | null {
  const refs = new Set(components.map(({ ref }) => ref));
  const id = textOf(document['spdxId']) ?? textOf(document['@id']);
  const roots = arrayOf(document['rootElement']);
  const candidates = [
    ...roots,
    ...roots.flatMap((root) => arrayOf(graph.at(root)['rootElement'])),
    ...relationships
      .filter(({ from, type }) => from === id && type === 'describes')
      .map(({ to }) => to),
  ];
  return candidates.flatMap((one) => textOf(one) ?? []).find((ref) => refs.has(ref)) ?? null;
}
