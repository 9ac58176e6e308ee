import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { checkSpdx } from './check-spdx.js';
import { Faults, findCycles, quoted } from './faults.js';
import { digestsOf, readHashes } from './hashes.js';
import { readLicence } from './licence.js';
import { parsePurl } from './purl.js';
import { relationshipOf } from './spdx-relationship.js';
import type { Component, Licence, ReadSbom, Relationship } from './types.js';

/** Reads a bill of materials in the JSON of SPDX 2, or its tag-value form in the same shape. */
export function readSpdx(document: JsonObject, uri: string): ReadSbom {
  const faults = new Faults();
  checkSpdx(document, faults);
  const creation = objectOf(document['creationInfo']);
  const creators = textsOf(creation['creators']);
  const components = [
    ...componentsOf(document['packages'], uri, '/packages'),
    ...componentsOf(document['files'], uri, '/files'),
  ];
  const relationships = relationshipsOf(document, uri);
  const root = textOf(document['SPDXID']) ?? 'SPDXRef-DOCUMENT';
  const described = relationships.find(({ from, type }) => from === root && type === 'describes');
  const [listed] = textsOf(document['documentDescribes']);
  const subject = listed ?? described?.to ?? null;
  const seen = new Set<string>();
  for (const { ref, loc } of components) {
    if (seen.has(ref)) {
      faults.add('duplicate-ref', loc.ptr, `the SPDXID ${quoted(ref)} is given twice`);
    }
    seen.add(ref);
  }
  findCycles(relationships, faults);
  return {
    facts: {
      document: {
        format: 'spdx',
        specVersion: (textOf(document['spdxVersion']) ?? '').replace(/^SPDX-/, ''),
        serial: textOf(document['documentNamespace']) ?? null,
        version: null,
        created: textOf(creation['created']) ?? null,
        authors: creators.filter((one) => !/^tool:/i.test(one)).map(withoutKind),
        tools: creators.filter((one) => /^tool:/i.test(one)).map(withoutKind),
        subject,
        subjectDigests: digestsOf(components.find(({ ref }) => ref === subject)),
        lifecycle: null,
      },
      components,
      relationships,
      vulnerabilities: [],
      licenceRefs: licenceRefsOf(document['hasExtractedLicensingInfos']),
    },
    faults: faults.all(),
  };
}

function licenceRefsOf(values: unknown): ReadSbom['facts']['licenceRefs'] {
  return Object.fromEntries(
    arrayOf(values).flatMap((value) => {
      const { licenseId, name, extractedText } = objectOf(value);
      const id = textOf(licenseId);
      const text = textOf(extractedText) ?? null;
      return id === undefined ? [] : [[id, { name: textOf(name) ?? null, text }]];
    }),
  );
}

function withoutKind(creator: string): string {
  return creator.replace(/^(tool|person|organization):\s*/i, '');
}

function componentsOf(values: unknown, uri: string, at: string): readonly Component[] {
  const components: Component[] = [];
  for (const [index, value] of arrayOf(values).entries()) {
    if (isObject(value))
      components.push(componentOf(value, uri, `${at}/${index}`, at === '/files'));
  }
  return components;
}

const NONE: readonly never[] = [];
const NO_PROPERTIES = {};

function componentOf(value: JsonObject, uri: string, ptr: string, isFile: boolean): Component {
  const { purl, cpes } = locatorsOf(value['externalRefs']);
  const source = textOf(value['downloadLocation']);
  const purpose = textOf(value['primaryPackagePurpose'])?.toLowerCase().replaceAll('_', '-');
  return {
    ref: textOf(value['SPDXID']) ?? `#${ptr}`,
    name: textOf(value['name']) ?? textOf(value['fileName']) ?? '',
    group: null,
    version: textOf(value['versionInfo']) ?? null,
    type: isFile ? 'file' : (purpose ?? null),
    purl: purl === undefined ? null : parsePurl(purl),
    cpes,
    supplier: known(value['supplier']) ?? known(value['originator']) ?? null,
    source: source === undefined || /^(NONE|NOASSERTION)$/.test(source) ? null : source,
    hashes: readHashes(value['checksums'], 'algorithm', 'checksumValue'),
    licences: licencesOf(value),
    scope: null,
    evidence: null,
    layer: layerOf(value),
    properties: NO_PROPERTIES,
    loc: { uri, ptr },
  };
}

function locatorsOf(values: unknown): { purl: string | undefined; cpes: readonly string[] } {
  let purl: string | undefined;
  const cpes: string[] = [];
  for (const reference of arrayOf(values)) {
    const { referenceType, referenceLocator } = objectOf(reference);
    const type = textOf(referenceType) ?? '';
    const locator = textOf(referenceLocator);
    if (locator === undefined) continue;
    if (type === 'purl' || type.endsWith('/purl')) purl ??= locator;
    else if (/cpe2[23]Type$/.test(type)) cpes.push(locator);
  }
  return { purl, cpes: cpes.length === 0 ? NONE : cpes };
}

function known(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text === 'NOASSERTION' ? undefined : withoutKind(text);
}

function licencesOf(value: JsonObject): readonly Licence[] {
  const declared = textOf(value['licenseDeclared']);
  const concluded = textOf(value['licenseConcluded']);
  const found: Licence[] = [];
  const first = declared === undefined ? undefined : readLicence(declared, 'declared');
  const second = concluded === undefined ? undefined : readLicence(concluded, 'concluded');
  if (first !== undefined) found.push(first);
  if (second !== undefined) found.push(second);
  return found.length === 0 ? NONE : found;
}

/** Syft writes the layer into the comment of a file, Trivy into attributions or annotations of a package. */
function layerOf(value: JsonObject): string | null {
  const { comment, attributionTexts, annotations } = value;
  if (comment === undefined && attributionTexts === undefined && annotations === undefined) {
    return null;
  }
  const texts = [
    comment,
    ...arrayOf(attributionTexts),
    ...arrayOf(annotations).map((one) => objectOf(one)['comment']),
  ];
  for (const name of [/LayerDigest: (\S+)/, /LayerDiffID: (\S+)/, /layerID: (\S+)/]) {
    for (const text of texts) {
      const layer = typeof text === 'string' ? name.exec(text)?.[1] : undefined;
      if (layer !== undefined) return layer;
    }
  }
  return null;
}

/** What relationships say, and what `hasFiles` of a package says without one. */
function relationshipsOf(document: JsonObject, uri: string): readonly Relationship[] {
  const relationships: Relationship[] = [];
  const holds = new Set<string>();
  for (const [index, value] of arrayOf(document['relationships']).entries()) {
    if (!isObject(value)) continue;
    const relationship = relationshipOf(value, { uri, ptr: `/relationships/${index}` });
    if (relationship === undefined) continue;
    relationships.push(relationship);
    if (relationship.type === 'contains') holds.add(`${relationship.from} ${relationship.to}`);
  }
  for (const [index, value] of arrayOf(document['packages']).entries()) {
    const files = textsOf(objectOf(value)['hasFiles']);
    if (files.length === 0) continue;
    const from = textOf(objectOf(value)['SPDXID']) ?? `#/packages/${index}`;
    for (const [at, to] of files.entries()) {
      if (holds.has(`${from} ${to}`)) continue;
      const loc = { uri, ptr: `/packages/${index}/hasFiles/${at}` };
      relationships.push({ from, to, type: 'contains', loc });
    }
  }
  return relationships;
}
