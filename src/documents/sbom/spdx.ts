import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { readLicence } from './licence.js';
import { parsePurl } from './purl.js';
import type { Component, Licence, ReadSbom, Relationship } from './types.js';

/** Reads a bill of materials in the JSON of SPDX 2. */
export function readSpdx(document: JsonObject, uri: string): ReadSbom {
  const creation = objectOf(document['creationInfo']);
  const creators = textsOf(creation['creators']);
  const relationships = arrayOf(document['relationships']).flatMap((value, index) =>
    isObject(value) ? (relationshipOf(value, uri, `/relationships/${index}`) ?? []) : [],
  );
  const root = textOf(document['SPDXID']) ?? 'SPDXRef-DOCUMENT';
  const described = relationships.find(({ from, type }) => from === root && type === 'describes');
  const [listed] = textsOf(document['documentDescribes']);
  const subject = listed ?? described?.to ?? null;
  const components = [
    ...componentsOf(document['packages'], uri, '/packages'),
    ...componentsOf(document['files'], uri, '/files'),
  ];
  const seen = new Set<string>();
  const faults = components.flatMap(({ ref, loc }) => {
    const isTwice = seen.has(ref);
    seen.add(ref);
    const message = `the SPDXID \`${ref}\` is given twice`;
    return isTwice ? [{ code: 'duplicate-ref', message, ptr: loc.ptr }] : [];
  });
  const main = components.find(({ ref }) => ref === subject);
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
        subjectDigests: digestsOf(main),
        lifecycle: null,
      },
      components,
      relationships,
      vulnerabilities: [],
      licenceRefs: Object.fromEntries(
        arrayOf(document['hasExtractedLicensingInfos']).flatMap((value) => {
          const fields = objectOf(value);
          const id = textOf(fields['licenseId']);
          return id === undefined ? [] : [[id, { name: textOf(fields['name']) ?? null }]];
        }),
      ),
    },
    faults,
  };
}

function digestsOf(main: Component | undefined): readonly string[] {
  const hashes = (main?.hashes ?? []).map(
    ({ alg, value }) => `${alg.toLowerCase().replace('-', '')}:${value}`,
  );
  const all = [...hashes, main?.version ?? '', main?.purl?.version ?? ''];
  return [...new Set(all.filter((digest) => /^sha256:[0-9a-f]{64}$/.test(digest)))];
}

function withoutKind(creator: string): string {
  return creator.replace(/^(tool|person|organization):\s*/i, '');
}

function componentsOf(values: unknown, uri: string, at: string): readonly Component[] {
  return arrayOf(values).flatMap((value, index): Component[] => {
    if (!isObject(value)) return [];
    const ptr = `${at}/${index}`;
    const references = arrayOf(value['externalRefs']).map(objectOf);
    const locator = (kind: RegExp) =>
      references
        .filter(({ referenceType }) => kind.test(textOf(referenceType) ?? ''))
        .flatMap(({ referenceLocator }) => textOf(referenceLocator) ?? []);
    const [purl] = locator(/^purl$|package-url/);
    const source = textOf(value['downloadLocation']);
    const isFile = at === '/files';
    return [
      {
        ref: textOf(value['SPDXID']) ?? `#${ptr}`,
        name: textOf(value['name']) ?? textOf(value['fileName']) ?? '',
        group: null,
        version: textOf(value['versionInfo']) ?? null,
        type: isFile ? 'file' : (textOf(value['primaryPackagePurpose'])?.toLowerCase() ?? null),
        purl: purl === undefined ? null : parsePurl(purl),
        cpes: locator(/^cpe2[23]Type$|^cpe/),
        supplier: known(value['supplier']) ?? known(value['originator']) ?? null,
        source: source === undefined || /^(NONE|NOASSERTION)$/.test(source) ? null : source,
        hashes: arrayOf(value['checksums']).flatMap((hash) => {
          const { algorithm, checksumValue } = objectOf(hash);
          const isHash = typeof algorithm === 'string' && typeof checksumValue === 'string';
          return isHash ? [{ alg: algorithm, value: checksumValue }] : [];
        }),
        licences: licencesOf(value),
        scope: null,
        properties: {},
        loc: { uri, ptr },
      },
    ];
  });
}

function known(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text === 'NOASSERTION' ? undefined : withoutKind(text);
}

function licencesOf(value: JsonObject): readonly Licence[] {
  const declared = textOf(value['licenseDeclared']);
  const concluded = textOf(value['licenseConcluded']);
  return [
    ...(declared === undefined ? [] : [readLicence(declared, 'declared')]),
    ...(concluded === undefined ? [] : [readLicence(concluded, 'concluded')]),
  ].filter((licence) => licence !== undefined);
}

/** Relationships that say the same from the other end. */
const TURNED: ReadonlyMap<string, string> = new Map([
  ['dependency-of', 'depends-on'],
  ['contained-by', 'contains'],
  ['described-by', 'describes'],
  ['runtime-dependency-of', 'runtime-depends-on'],
  ['dev-dependency-of', 'dev-depends-on'],
  ['build-dependency-of', 'build-depends-on'],
]);

function relationshipOf(value: JsonObject, uri: string, ptr: string): Relationship | undefined {
  const from = textOf(value['spdxElementId']);
  const to = textOf(value['relatedSpdxElement']);
  const type = (textOf(value['relationshipType']) ?? '').toLowerCase().replaceAll('_', '-');
  if (from === undefined || to === undefined) return undefined;
  const turned = TURNED.get(type);
  const loc = { uri, ptr };
  return turned ? { from: to, to: from, type: turned, loc } : { from, to, type, loc };
}
