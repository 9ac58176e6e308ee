import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SbomFacts } from '../../../src/documents/sbom/types.js';
import { readDocument } from '../../helpers/read-document.js';

const SHA = 'a'.repeat(40);

const JSON_FORM = {
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'shop',
  dataLicense: 'CC0-1.0',
  documentNamespace: 'https://example.com/shop',
  creationInfo: {
    created: '2026-01-01T00:00:00Z',
    creators: ['Person: Ann', 'Tool: maker-1'],
  },
  packages: [
    {
      SPDXID: 'SPDXRef-shop',
      name: 'shop',
      versionInfo: '1.10',
      supplier: 'Organization: Acme',
      downloadLocation: 'https://example.com/shop.git',
      checksums: [{ algorithm: 'SHA1', checksumValue: SHA }],
      licenseDeclared: 'MIT',
      licenseConcluded: '(MIT AND LicenseRef-own)',
      copyrightText: 'one\ntwo: three',
      primaryPackagePurpose: 'OPERATING-SYSTEM',
      externalRefs: [
        {
          referenceCategory: 'PACKAGE_MANAGER',
          referenceType: 'purl',
          referenceLocator: 'pkg:npm/shop@1.10',
        },
      ],
    },
    { SPDXID: 'SPDXRef-lib', name: 'lib', downloadLocation: 'NOASSERTION' },
  ],
  files: [
    {
      SPDXID: 'SPDXRef-file',
      fileName: './main',
      checksums: [{ algorithm: 'SHA1', checksumValue: SHA }],
    },
  ],
  hasExtractedLicensingInfos: [
    { licenseId: 'LicenseRef-own', name: 'Own', extractedText: 'do as\nyou like' },
  ],
  relationships: [
    {
      spdxElementId: 'SPDXRef-DOCUMENT',
      relationshipType: 'DESCRIBES',
      relatedSpdxElement: 'SPDXRef-shop',
    },
    {
      spdxElementId: 'SPDXRef-lib',
      relationshipType: 'RUNTIME_DEPENDENCY_OF',
      relatedSpdxElement: 'SPDXRef-shop',
    },
    {
      spdxElementId: 'SPDXRef-lib',
      relationshipType: 'CONTAINS',
      relatedSpdxElement: 'SPDXRef-file',
    },
  ],
};

const TAGS = `SPDXVersion: SPDX-2.3
# a comment
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: shop
DocumentNamespace: https://example.com/shop
Creator: Person: Ann
Creator: Tool: maker-1
Created: 2026-01-01T00:00:00Z

PackageName: shop
SPDXID: SPDXRef-shop
PackageVersion: 1.10
PackageSupplier: Organization: Acme
PackageDownloadLocation: https://example.com/shop.git
PackageChecksum: SHA1: ${SHA}
PackageLicenseDeclared: MIT
PackageLicenseConcluded: (MIT AND LicenseRef-own)
PackageCopyrightText: <text>one
two: three</text>
PrimaryPackagePurpose: OPERATING-SYSTEM
ExternalRef: PACKAGE_MANAGER purl pkg:npm/shop@1.10

PackageName: lib
SPDXID: SPDXRef-lib
PackageDownloadLocation: NOASSERTION

FileName: ./main
SPDXID: SPDXRef-file
FileChecksum: SHA1: ${SHA}

LicenseID: LicenseRef-own
LicenseName: Own
ExtractedText: <text>do as
you like</text>

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-shop
Relationship: SPDXRef-lib RUNTIME_DEPENDENCY_OF SPDXRef-shop
Relationship: SPDXRef-lib CONTAINS SPDXRef-file
`;

const relation = (from: string, relationshipType: string, to: string[], more = {}) => ({
  type: 'Relationship',
  spdxId: `SPDXRef-${from}-${relationshipType}-${to[0]}`,
  creationInfo: '_:made',
  from,
  relationshipType,
  to,
  ...more,
});
const expression = (spdxId: string, text: string) => ({
  type: 'simplelicensing_LicenseExpression',
  spdxId,
  creationInfo: '_:made',
  simplelicensing_licenseExpression: text,
});
const hash = { type: 'Hash', algorithm: 'sha1', hashValue: SHA };

const LINKED = {
  '@context': ['https://spdx.org/rdf/3.0.1/spdx-context.jsonld'],
  '@graph': [
    {
      type: 'CreationInfo',
      '@id': '_:made',
      specVersion: '3.0.1',
      created: '2026-01-01T00:00:00Z',
      createdBy: ['ann'],
      createdUsing: ['maker'],
    },
    { type: 'Person', spdxId: 'ann', name: 'Ann', creationInfo: '_:made' },
    { type: 'Tool', spdxId: 'maker', name: 'maker-1', creationInfo: '_:made' },
    { type: 'Organization', spdxId: 'acme', name: 'Acme', creationInfo: '_:made' },
    {
      type: 'SpdxDocument',
      spdxId: 'SPDXRef-DOCUMENT',
      creationInfo: '_:made',
      rootElement: ['bom'],
    },
    {
      type: 'software_Sbom',
      spdxId: 'bom',
      creationInfo: '_:made',
      rootElement: ['SPDXRef-shop'],
      software_sbomType: ['build'],
    },
    {
      type: 'software_Package',
      spdxId: 'SPDXRef-shop',
      name: 'shop',
      creationInfo: '_:made',
      suppliedBy: 'acme',
      software_packageVersion: '1.10',
      software_downloadLocation: 'https://example.com/shop.git',
      software_primaryPurpose: 'operatingSystem',
      verifiedUsing: [hash],
      externalIdentifier: [
        {
          type: 'ExternalIdentifier',
          externalIdentifierType: 'packageUrl',
          identifier: 'pkg:npm/shop@1.10',
        },
      ],
    },
    { type: 'software_Package', spdxId: 'SPDXRef-lib', name: 'lib', creationInfo: '_:made' },
    {
      type: 'software_File',
      spdxId: 'SPDXRef-file',
      name: './main',
      creationInfo: '_:made',
      verifiedUsing: [hash],
    },
    expression('one', 'MIT'),
    {
      type: 'expandedlicensing_ConjunctiveLicenseSet',
      spdxId: 'both',
      creationInfo: '_:made',
      expandedlicensing_member: ['https://spdx.org/licenses/MIT', 'https://x/LicenseRef-own'],
    },
    {
      type: 'expandedlicensing_CustomLicense',
      spdxId: 'https://x/LicenseRef-own',
      creationInfo: '_:made',
      name: 'Own',
      simplelicensing_licenseText: 'do as\nyou like',
    },
    relation('SPDXRef-DOCUMENT', 'describes', ['SPDXRef-shop']),
    relation('SPDXRef-shop', 'dependsOn', ['SPDXRef-lib'], {
      type: 'LifecycleScopedRelationship',
      scope: 'runtime',
    }),
    relation('SPDXRef-lib', 'contains', ['SPDXRef-file']),
    relation('SPDXRef-shop', 'hasConcludedLicense', ['both']),
    relation('SPDXRef-shop', 'hasDeclaredLicense', ['one']),
  ],
};

/** Everything but the places, which differ from form to form. */
function facts(uri: string, content: string | object) {
  const { facts: value, messages } = readDocument<SbomFacts>(uri, content);
  assert.equal(messages, []);
  const plain = <T extends { loc: unknown }>(list: readonly T[]) =>
    list.map(({ loc, ...rest }) => rest);
  return {
    document: value.document,
    components: plain(value.components),
    relationships: plain(value.relationships),
    licenceRefs: value.licenceRefs,
  };
}

const forms = suite('SPDX in three forms');

forms('gives the same components, licences and relationships', () => {
  const json = facts('a.spdx.json', JSON_FORM);
  const tags = facts('a.spdx', TAGS);
  const linked = facts('a.spdx3.json', LINKED);
  assert.equal(tags, json);
  assert.equal(linked.components, json.components);
  assert.equal(linked.relationships, json.relationships);
  assert.equal(linked.licenceRefs, json.licenceRefs);
  const { specVersion, serial, lifecycle, ...document } = linked.document;
  assert.equal([specVersion, serial, lifecycle], ['3.0.1', 'SPDXRef-DOCUMENT', 'build']);
  assert.equal({ ...json.document, ...document }, json.document);
});

forms('say with ends swapped what SPDX 3 says from the other one', () => {
  const said = (from: string, word: string, to: string) => [relation(from, word, [to])];
  const linked = {
    ...LINKED,
    '@graph': [
      ...LINKED['@graph'],
      ...said('SPDXRef-shop', 'hasOptionalComponent', 'SPDXRef-lib'),
      ...said('SPDXRef-shop', 'hasDataFile', 'SPDXRef-file'),
      ...said('SPDXRef-file', 'copiedTo', 'SPDXRef-lib'),
      ...said('SPDXRef-shop', 'hasStaticLink', 'SPDXRef-lib'),
    ],
  };
  const tags = `${TAGS}Relationship: SPDXRef-lib OPTIONAL_COMPONENT_OF SPDXRef-shop
Relationship: SPDXRef-file DATA_FILE_OF SPDXRef-shop
Relationship: SPDXRef-lib COPY_OF SPDXRef-file
Relationship: SPDXRef-shop STATIC_LINK SPDXRef-lib
`;
  const { relationships } = facts('a.spdx3.json', linked);
  assert.equal(relationships, facts('a.spdx', tags).relationships);
});

forms('name the files of each package once, however many there are', () => {
  const count = 3000;
  const packages = Array.from({ length: count }, (_, at) => ({
    SPDXID: `SPDXRef-${at}`,
    name: `p${at}`,
    downloadLocation: 'NOASSERTION',
    hasFiles: ['SPDXRef-file'],
  }));
  const { facts: read } = readDocument<SbomFacts>('a.spdx.json', { ...JSON_FORM, packages });
  const held = read.relationships.filter(({ to }) => to === 'SPDXRef-file');
  assert.equal(
    held.slice(1).map(({ from }) => from),
    packages.map(({ SPDXID }) => SPDXID),
  );
});

forms('are read from UTF-16 with either order of bytes', () => {
  const little = Buffer.from(`\ufeff${TAGS}`, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const bytes of [little, big]) {
    const { facts: read, messages } = readDocument<SbomFacts>('a.spdx', new Uint8Array(bytes));
    assert.equal(messages, []);
    assert.is(read.components.length, 3);
  }
  const json = Buffer.from(`\ufeff${JSON.stringify(JSON_FORM)}`, 'utf16le');
  assert.is(readDocument('a.json', new Uint8Array(json)).document?.value.format, 'spdx-json');
});

forms('that nothing here reads are refused with a way out', () => {
  const yaml = readDocument('a.spdx.yaml', 'spdxVersion: "SPDX-2.3"\nSPDXID: "SPDXRef-DOCUMENT"\n');
  assert.equal(yaml.messages, ['SPDX as YAML is not read']);
  assert.match(yaml.diagnostics[0]?.hint ?? '', 'JSON');
  const rdf = readDocument(
    'a.rdf.xml',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://spdx.org/rdf/terms#"></rdf:RDF>',
  );
  assert.equal(rdf.messages, ['SPDX as RDF is not read']);
  const sheet = readDocument('a.spdx.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]));
  assert.equal(sheet.messages, ['SPDX as a spreadsheet is not read']);
  assert.is(sheet.document?.complete, false);
});

forms.run();

const tags = suite('SPDX as tag-value');

tags('leads pointers to its lines', () => {
  const { lineAt } = readDocument('a.spdx', TAGS);
  assert.is(lineAt('/packages/1'), 'PackageName: lib');
  assert.is(lineAt('/packages/0/versionInfo'), 'PackageVersion: 1.10');
  assert.is(lineAt('/files/0/checksums/0'), `FileChecksum: SHA1: ${SHA}`);
  assert.is(
    lineAt('/relationships/1'),
    'Relationship: SPDXRef-lib RUNTIME_DEPENDENCY_OF SPDXRef-shop',
  );
  assert.is(lineAt('/hasExtractedLicensingInfos/0/extractedText'), 'ExtractedText: <text>do as');
});

tags('holds the files that follow a package in it', () => {
  const { facts: read } = readDocument<SbomFacts>(
    'a.spdx',
    TAGS.replace(/Relationship: SPDXRef-lib CON.*\n/, ''),
  );
  assert.equal(
    read.relationships.map(({ from, to, type }) => `${from} ${type} ${to}`).at(-1),
    'SPDXRef-lib contains SPDXRef-file',
  );
});

tags('names lines that are no tags, and reads the rest', () => {
  const {
    document,
    facts: read,
    messages,
    diagnostics,
  } = readDocument<SbomFacts>(
    'a.spdx',
    TAGS.replace('PackageVersion: 1.10', 'what is this\nPackageVersjon: 1').replace(
      'PackageName: shop\n',
      'FileComment: too early\nPackageName: shop\n',
    ),
  );
  assert.equal(messages, [
    'this belongs to files, but none has begun',
    'this is no tag with a value',
    '`PackageVersjon` is no tag of SPDX',
  ]);
  const { span } = diagnostics[1] ?? {};
  assert.is(span?.source.text.slice(span.start, span.end), 'what is this');
  assert.is(read.components.length, 3);
  assert.is(document?.complete, false);
});

tags('says where a text was never closed', () => {
  const { messages } = readDocument('a.spdx', TAGS.replace('you like</text>', 'you like'));
  assert.match(messages.join('\n'), '`<text>` is not closed');
});

tags.run();

const broken = suite('SPDX that breaks its specification');

broken('is judged, and what breaks it is named with its pointer', () => {
  const { messages, document } = readDocument('a.spdx.json', {
    ...JSON_FORM,
    creationInfo: { created: '2026-01-01', creators: [{ name: 'Ann' }] },
    packages: [
      { SPDXID: 'shop', name: 'shop', downloadLocation: 'NONE' },
      { SPDXID: 'shop', name: 'again', downloadLocation: 'NONE' },
    ],
  });
  assert.is(document?.complete, true);
  assert.equal(messages, [
    '`2026-01-01` is no date such as `2026-01-31T12:00:00Z` (at `/creationInfo/created`)',
    'a text is expected, not an object (at `/creationInfo/creators/0`)',
    '`shop` is no identifier: `SPDXRef-` and letters, digits, `.`, `-` (at `/packages/0/SPDXID`)',
    '`shop` is no identifier: `SPDXRef-` and letters, digits, `.`, `-` (at `/packages/1/SPDXID`)',
    'the SPDXID `shop` is given twice (at `/packages/1`)',
  ]);
});

broken('may go in circles without end', () => {
  const edge = (from: string, to: string) => ({
    spdxElementId: `SPDXRef-${from}`,
    relatedSpdxElement: `SPDXRef-${to}`,
    relationshipType: 'CONTAINS',
  });
  const { messages } = readDocument('a.spdx.json', {
    ...JSON_FORM,
    relationships: [edge('shop', 'lib'), edge('lib', 'shop')],
  });
  assert.equal(messages, [], 'circles stand in the problems');
  const { document } = readDocument('a.spdx.json', {
    ...JSON_FORM,
    relationships: [edge('shop', 'lib'), edge('lib', 'shop')],
  });
  const [problem] = document?.value.problems ?? [];
  assert.match(problem?.message ?? '', 'leads back to it');
  const set = {
    type: 'expandedlicensing_ConjunctiveLicenseSet',
    spdxId: 'self',
    creationInfo: '_:made',
    expandedlicensing_member: ['self'],
  };
  const graph = [
    ...LINKED['@graph'],
    set,
    relation('SPDXRef-lib', 'hasConcludedLicense', ['self']),
  ];
  const read = readDocument<SbomFacts>('a.json', { ...LINKED, '@graph': graph });
  assert.is(read.facts.components[1]?.licences.length, 1);
});

broken.run();
