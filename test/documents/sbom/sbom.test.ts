import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { readLicence } from '../../../src/documents/sbom/licence.js';
import { parsePurl } from '../../../src/documents/sbom/purl.js';
import type { SbomFacts } from '../../../src/documents/sbom/types.js';
import { memoryTree } from '../../helpers/memory-tree.js';

function read(value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const { value: documents, diagnostics } = parseDocuments(memoryTree({ 'sbom.json': text }), [
    'sbom.json',
  ]);
  const [document] = documents;
  return {
    document,
    facts: document?.value as unknown as SbomFacts,
    messages: diagnostics.map(({ message }) => message),
  };
}

const DIGEST = `sha256:${'a'.repeat(64)}`;

const cyclonedx = suite('CycloneDX in JSON');

cyclonedx('gives components, also nested ones, with their places', () => {
  const { facts, messages, document } = read({
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 2,
    metadata: {
      timestamp: '2026-01-01T00:00:00Z',
      tools: { components: [{ type: 'application', name: 'syft', version: '1.0' }] },
      component: { 'bom-ref': 'root', type: 'container', name: 'a', version: DIGEST },
    },
    components: [
      {
        'bom-ref': 'x',
        type: 'library',
        group: '@s',
        name: 'x',
        version: '1.2.3',
        purl: 'pkg:npm/%40s/x@1.2.3?arch=any',
        licenses: [
          { license: { name: 'mit' } },
          { expression: 'Apache-2.0 WITH LLVM-exception OR (GPL-2.0+ AND LicenseRef-a)' },
        ],
        hashes: [{ alg: 'SHA-256', content: 'b'.repeat(64) }],
        components: [{ type: 'file', name: 'inner' }],
      },
      { type: 'library', name: 'y', licenses: [{ license: { name: 'Apache 2.0' } }] },
    ],
    dependencies: [{ ref: 'root', dependsOn: ['x'] }],
    vulnerabilities: [
      {
        id: 'CVE-1',
        affects: [{ ref: 'x' }],
        analysis: { state: 'not_affected', justification: 'code_not_present' },
      },
    ],
  });
  assert.equal(messages, []);
  assert.equal(facts.document.subjectDigests, [DIGEST]);
  assert.equal(facts.document.tools, ['syft 1.0']);
  assert.equal(
    facts.components.map(({ ref, name, loc }) => [ref, name, loc.ptr]),
    [
      ['root', 'a', '/metadata/component'],
      ['x', 'x', '/components/0'],
      ['#/components/0/components/0', 'inner', '/components/0/components/0'],
      ['#/components/1', 'y', '/components/1'],
    ],
  );
  const [, x, , y] = facts.components;
  assert.equal([x?.purl?.namespace, x?.purl?.name, x?.purl?.version], ['@s', 'x', '1.2.3']);
  assert.equal(
    x?.licences.map(({ ids, refs, exceptions, valid }) => [ids, refs, exceptions, valid]),
    [
      [['MIT'], [], [], true],
      [['Apache-2.0', 'GPL-2.0+'], ['LicenseRef-a'], ['LLVM-exception'], true],
    ],
  );
  assert.is(y?.licences[0]?.valid, false);
  assert.equal(
    facts.relationships.map(({ from, to, type }) => [from, to, type]),
    [
      ['x', '#/components/0/components/0', 'contains'],
      ['root', 'x', 'depends-on'],
    ],
  );
  assert.is(facts.vulnerabilities[0]?.status, 'not_affected');
  const { line = 0 } = document?.locate?.('/components/1/name') ?? {};
  assert.match(document?.source?.text.split('\n')[line - 1] ?? '', '"name": "y"');
});

cyclonedx('says what breaks the specification', () => {
  const component = { 'bom-ref': 'x', type: 'library', name: 'x' };
  const { messages, facts, document } = read({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [component, component, { type: 'librari', name: 'y' }],
  });
  assert.equal(messages, [
    '`librari` is no type of components (at `/components/2/type`)',
    'the bom-ref `x` is given twice (at `/components/1`)',
  ]);
  assert.is(document?.complete, true, 'what breaks a specification is judged all the same');
  assert.is(facts.components.length, 3);
});

cyclonedx.run();

const spdx = suite('SPDX 2 in JSON');

spdx('gives packages and relationships, turned around where they say the same', () => {
  const { facts, messages } = read({
    spdxVersion: 'SPDX-2.3',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'a',
    dataLicense: 'CC0-1.0',
    documentNamespace: 'https://example.com/1',
    creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: syft-1', 'Person: A'] },
    packages: [
      {
        SPDXID: 'SPDXRef-root',
        name: 'a',
        downloadLocation: 'NOASSERTION',
        checksums: [{ algorithm: 'SHA256', checksumValue: 'a'.repeat(64) }],
      },
      {
        SPDXID: 'SPDXRef-x',
        name: 'x',
        downloadLocation: 'NOASSERTION',
        versionInfo: '1.10',
        supplier: 'Organization: B',
        licenseConcluded: 'NOASSERTION',
        licenseDeclared: 'GPLv2+ and BSD',
        externalRefs: [
          {
            referenceCategory: 'PACKAGE-MANAGER',
            referenceType: 'purl',
            referenceLocator: 'pkg:deb/debian/x@1.10',
          },
        ],
      },
    ],
    relationships: [
      {
        spdxElementId: 'SPDXRef-DOCUMENT',
        relationshipType: 'DESCRIBES',
        relatedSpdxElement: 'SPDXRef-root',
      },
      {
        spdxElementId: 'SPDXRef-x',
        relationshipType: 'DEPENDENCY_OF',
        relatedSpdxElement: 'SPDXRef-root',
      },
    ],
  });
  assert.equal(messages, []);
  assert.equal([facts.document.subject, facts.document.subjectDigests], ['SPDXRef-root', [DIGEST]]);
  assert.equal([facts.document.tools, facts.document.authors], [['syft-1'], ['A']]);
  const [, x] = facts.components;
  assert.equal([x?.version, x?.supplier, x?.purl?.type], ['1.10', 'B', 'deb']);
  assert.equal(
    x?.licences.map(({ raw, valid }) => [raw, valid]),
    [['GPLv2+ and BSD', false]],
  );
  assert.equal(
    facts.relationships.map(({ from, to, type }) => [from, to, type]),
    [
      ['SPDXRef-DOCUMENT', 'SPDXRef-root', 'describes'],
      ['SPDXRef-root', 'SPDXRef-x', 'depends-on'],
    ],
  );
});

spdx.run();

const closed = suite('fields that CycloneDX does not know');

const withTool = (specVersion: string) => ({
  bomFormat: 'CycloneDX',
  specVersion,
  version: 1,
  metadata: { tools: { services: [{ name: 'scanner', vendor: 'Acme' }] } },
  components: [{ type: 'library', name: 'x', licences: [] }],
});

closed('are reported with their places', () => {
  assert.equal(read(withTool('1.6')).messages, [
    '`vendor` is no field that the specification knows here (at `/metadata/tools/services/0/vendor`)',
    '`licences` is no field that the specification knows here (at `/components/0/licences`)',
  ]);
});

closed('were allowed before 1.4', () => {
  const { metadata: _, ...old } = withTool('1.3');
  assert.equal(read({ ...old, components: [{ ...old.components[0], version: '1' }] }).messages, []);
});

closed.run();

const parts = suite('purl and licence');

parts('keep what is malformed, and say so', () => {
  assert.is(parsePurl('pkg:npm').valid, false);
  assert.is(parsePurl('npm/x@1').valid, false);
  assert.is(parsePurl('pkg:golang/a/b@v1').name, 'b');
  assert.is(parsePurl('pkg:pypi/My_Pkg@1').name, 'my-pkg');
  assert.is(parsePurl('pkg:npm/%zz@1').name, '%zz');
  assert.is(parsePurl('pkg:Rpm/fedora/curl@1?Arch=i386').valid, false);
  assert.equal(parsePurl('pkg:maven/a/b@1?repositorY_url=c').qualifiers, { repository_url: 'c' });
  assert.is(readLicence('NOASSERTION', 'declared'), undefined);
  assert.is(readLicence('MIT OR', 'expression')?.valid, false);
  assert.is(readLicence(`${'('.repeat(5000)}MIT`, 'expression')?.valid, false);
  assert.is(readLicence(`${'('.repeat(1500)}MIT`, 'expression')?.valid, false);
});

parts.run();

const hostile = suite('a broken bill of materials');

hostile('is reported, with the place', () => {
  assert.equal(read('{"bomFormat": "CycloneDX", "components": [').messages.length, 1);
  const deep = `{"bomFormat":"CycloneDX","components":${'['.repeat(2000)}${']'.repeat(2000)}}`;
  assert.equal(read(deep).messages, ['it is nested more than 512 deep']);
});

hostile('with a second one behind it is reported', () => {
  const bom = '{"bomFormat":"CycloneDX","specVersion":"1.6"}';
  const { document, messages } = read(`${bom}\n${bom}\n`);
  assert.equal(messages, ['a second value begins here, where one is expected']);
  assert.is(document?.complete, false);
});

hostile.run();
