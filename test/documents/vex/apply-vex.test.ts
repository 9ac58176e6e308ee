import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import type { ScanFacts } from '../../../src/documents/scan/types.js';
import { groupSubjects } from '../../../src/documents/subjects/group-subjects.js';
import { applyVex, type VexContext } from '../../../src/documents/vex/apply-vex.js';
import { recordVex } from '../../../src/documents/vex/record-vex.js';
import type { Subject } from '../../../src/model/subject.js';
import { memoryTree } from '../../helpers/memory-tree.js';

const HEX = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const NOW = Date.parse('2026-06-01T00:00:00Z');
const FREE: VexContext = { now: NOW, isGoverned: false };

const LIBSSL = 'pkg:apk/alpine/libssl3@3.0.8-r3?arch=x86_64';

function trivy(more: object = {}) {
  return {
    SchemaVersion: 2,
    CreatedAt: '2026-03-01T00:00:00Z',
    ArtifactName: 'registry.example/acme/web:1',
    ArtifactType: 'container_image',
    Metadata: { RepoDigests: [`registry.example/acme/web@sha256:${HEX}`] },
    Results: [
      {
        Target: 'web',
        Class: 'os-pkgs',
        Type: 'alpine',
        Vulnerabilities: [
          {
            VulnerabilityID: 'CVE-2026-1',
            VendorIDs: ['ALPINE-1'],
            PkgName: 'libssl3',
            PkgIdentifier: { PURL: LIBSSL },
            InstalledVersion: '3.0.8-r3',
            Severity: 'HIGH',
            ...more,
          },
        ],
      },
    ],
  };
}

const SUB = { '@id': 'pkg:apk/alpine/libssl3@3.0.8-r3' };
const IMAGE = { '@id': `pkg:oci/web@sha256%3A${HEX}`, subcomponents: [SUB] };

function openvex(...statements: readonly object[]) {
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://example.com/vex',
    author: 'Acme',
    timestamp: '2026-04-01T00:00:00Z',
    statements: statements.map((statement) => ({
      vulnerability: { name: 'CVE-2026-1' },
      products: [IMAGE],
      status: 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
      ...statement,
    })),
  };
}

function subjectsOf(files: { readonly [uri: string]: object | string }): readonly Subject[] {
  const texts = Object.fromEntries(
    Object.entries(files).map(([uri, content]) => [
      uri,
      typeof content === 'string' ? content : JSON.stringify(content, null, 1),
    ]),
  );
  const tree = memoryTree(texts);
  const { value: documents } = parseDocuments(tree, Object.keys(texts));
  return groupSubjects({ documents, source: {}, files: tree }).value;
}

/** What became of the only vulnerability: taken out, or why not; `no statement` where none fits. */
function fate(files: { readonly [uri: string]: object | string }, context = FREE): string {
  const [subject] = subjectsOf(files);
  if (subject === undefined) return 'no subject';
  const scan = applyVex(subject, context).documents.find(({ kind }) => kind === 'scan');
  const [finding] = (scan?.value as unknown as ScanFacts | undefined)?.findings ?? [];
  if (finding?.vex === null || finding === undefined) return 'no statement';
  const { status, applied, objection } = finding.vex;
  assert.is(finding.suppressed?.by === 'vex', applied);
  return applied ? `taken out: ${finding.suppressed?.reason}` : (objection ?? status);
}

const withVex = (vex: object, scan: object = trivy()) => ({ 'scan.json': scan, 'vex.json': vex });

const TAKEN = 'taken out: not_affected: vulnerable_code_not_in_execute_path';

const matching = suite('a VEX statement fits');

matching('the package in the image of its digest', () => {
  assert.is(fate(withVex(openvex({}))), TAKEN);
});

matching('no other image', () => {
  const products = [{ ...IMAGE, '@id': `pkg:oci/web@sha256%3A${OTHER}` }];
  assert.is(fate(withVex(openvex({ products }))), 'no statement');
});

matching('no other package, version or architecture', () => {
  for (const id of [
    'pkg:apk/alpine/libcrypto3@3.0.8-r3',
    'pkg:apk/alpine/libssl3@3.0.8-r2',
    'pkg:apk/alpine/libssl3@3.0.8-r3?arch=arm64',
    'pkg:apk/wolfi/libssl3@3.0.8-r3',
    'libssl3',
  ]) {
    const products = [{ ...IMAGE, subcomponents: [{ '@id': id }] }];
    assert.is(fate(withVex(openvex({ products }))), 'no statement', id);
  }
});

matching('no other vulnerability, but one known by another name', () => {
  assert.is(fate(withVex(openvex({ vulnerability: { name: 'CVE-2026-2' } }))), 'no statement');
  const alias = { name: 'CVE-2026-9', aliases: ['alpine-1'] };
  assert.is(fate(withVex(openvex({ vulnerability: alias }))), TAKEN);
});

matching('everything in the image where it names no parts', () => {
  assert.is(fate(withVex(openvex({ products: [{ '@id': IMAGE['@id'] }] }))), TAKEN);
});

matching('the package itself where that is the product', () => {
  assert.is(fate(withVex(openvex({ products: [SUB] }))), TAKEN);
});

matching('an image by its whole name, never by the last part of it alone', () => {
  const named = (query: string) => openvex({ products: [{ '@id': `pkg:oci/web${query}` }] });
  assert.is(fate(withVex(named('?repository_url=registry.example/acme/web'))), TAKEN);
  assert.is(fate(withVex(named('?repository_url=registry.example/acme/web&tag=1'))), TAKEN);
  assert.is(
    fate(withVex(named('?repository_url=registry.example/acme/web&tag=2'))),
    'no statement',
  );
  assert.is(fate(withVex(named('?repository_url=registry.evil/acme/web'))), 'no statement');
  assert.is(fate(withVex(named(''))), 'no statement');
});

matching('nothing where the report names no package URL', () => {
  const scan = trivy({ PkgIdentifier: {} });
  assert.is(fate(withVex(openvex({}), scan)), 'no statement');
});

matching('in CSAF as well', () => {
  const csaf = {
    document: {
      csaf_version: '2.0',
      category: 'csaf_vex',
      tracking: { current_release_date: '2026-04-01T00:00:00Z' },
    },
    product_tree: {
      full_product_names: [
        { product_id: 'p', product_identification_helper: { purl: SUB['@id'] } },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2026-1',
        product_status: { known_not_affected: ['p'] },
        flags: [{ label: 'component_not_present', product_ids: ['p'] }],
      },
    ],
  };
  assert.is(fate(withVex(csaf)), 'taken out: not_affected: component_not_present');
});

matching.run();

const order = suite('of several VEX statements');

order('the newest counts, in whichever document it stands', () => {
  const early = openvex({});
  const late = { ...openvex({ status: 'affected' }), timestamp: '2026-05-01T00:00:00Z' };
  const files = { 'scan.json': trivy(), 'a.json': early, 'b.json': late };
  assert.is(fate(files), 'affected');
  assert.is(fate({ 'scan.json': trivy(), 'a.json': late, 'b.json': early }), 'affected');
  const later = openvex(
    { status: 'under_investigation' },
    { timestamp: '2026-04-02T00:00:00Z', status: 'fixed', justification: '' },
  );
  assert.is(fate(withVex(later)), 'taken out: fixed');
});

order('of one time the worst counts', () => {
  assert.is(fate(withVex(openvex({}, { status: 'affected' }))), 'affected');
});

order.run();

const bounds = suite('a VEX statement takes nothing out');

bounds('where it gives no reason', () => {
  assert.is(fate(withVex(openvex({ justification: '' }))), 'it does not say why');
});

bounds('where it is older than the report, or nobody knows', () => {
  const old = { ...openvex({}), timestamp: '2026-02-01T00:00:00Z' };
  assert.is(fate(withVex(old)), 'it is older than the report');
  assert.match(fate(withVex(openvex({}), { ...trivy(), CreatedAt: '' })), 'may be older');
  const undated = { ...openvex({}), timestamp: '' };
  assert.is(fate(withVex(undated)), 'it does not say when it was made');
});

bounds('where it is dated in the future', () => {
  const future = { ...openvex({}), timestamp: '2027-01-01T00:00:00Z' };
  assert.is(fate(withVex(future)), 'it is dated in the future');
});

bounds('where an org or a team stands above and does not allow it', () => {
  const no = 'the org does not allow VEX to take findings out';
  const vex = withVex(openvex({}));
  assert.is(fate(vex, { now: NOW, isGoverned: true }), no);
  const rules = { allowed: false, olderThanScan: false };
  assert.is(fate(vex, { now: NOW, isGoverned: true, rules }), no);
  assert.is(fate(vex, { now: NOW, isGoverned: true, rules: { ...rules, allowed: true } }), TAKEN);
});

bounds('of a severity that the org does not leave to it, or that nobody knows', () => {
  const rules = { allowed: true, olderThanScan: false, severities: ['low', 'medium'] as const };
  const context = { now: NOW, isGoverned: true, rules };
  assert.match(fate(withVex(openvex({})), context), 'severity high');
  assert.match(fate(withVex(openvex({}), trivy({ Severity: 'UNKNOWN' })), context), 'unknown');
  assert.is(fate(withVex(openvex({}), trivy({ Severity: 'LOW' })), context), TAKEN);
});

bounds('unless the org lets older ones count', () => {
  const rules = { allowed: true, olderThanScan: true };
  const old = { ...openvex({}), timestamp: '2020-01-01T00:00:00Z' };
  assert.is(fate(withVex(old), { now: NOW, isGoverned: true, rules }), TAKEN);
});

bounds.run();

const embedded = suite('the analysis in a bill of materials');

function bom(affects: string, more: object = {}) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 1,
    metadata: {
      timestamp: '2026-04-01T00:00:00Z',
      component: { type: 'container', name: 'web', 'bom-ref': 'web', version: `sha256:${HEX}` },
    },
    components: [
      { type: 'library', name: 'libssl3', 'bom-ref': 'ssl', version: '3.0.8-r3', purl: LIBSSL },
      { type: 'library', name: 'x', 'bom-ref': 'x', version: '1', purl: 'pkg:npm/x@1' },
    ],
    vulnerabilities: [
      {
        id: 'CVE-2026-1',
        analysis: { state: 'false_positive', justification: 'code_not_present' },
        affects: [{ ref: affects }],
      },
    ],
    ...more,
  };
}

const files = (sbom: object) => ({ 'scan.json': trivy(), 'bom.json': sbom });
const ANALYSED = 'taken out: not_affected: code_not_present';

embedded('takes out what it is about', () => {
  assert.is(fate(files(bom('ssl'))), ANALYSED);
  assert.is(fate(files(bom('web'))), ANALYSED);
  assert.is(fate(files(bom('x'))), 'no statement');
  assert.is(fate(files(bom('nothing'))), 'no statement');
});

embedded('says nothing about another image', () => {
  const metadata = {
    timestamp: '2026-04-01T00:00:00Z',
    component: { type: 'container', name: 'web', 'bom-ref': 'web', version: `sha256:${OTHER}` },
  };
  const dockerfile = { Dockerfile: 'FROM scratch\n', ...files(bom('ssl', { metadata })) };
  assert.is(fate(dockerfile), 'no statement');
});

embedded('is found through links between bills of materials', () => {
  const link = 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#ssl';
  const { vulnerabilities: _, ...plain } = bom('ssl');
  const vex = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { timestamp: '2026-04-01T00:00:00Z' },
    vulnerabilities: bom(link).vulnerabilities,
  };
  assert.is(fate({ ...files(plain), 'bom.vex.json': vex }), ANALYSED);
});

embedded.run();

const sharing = suite('one VEX document about several images');

sharing('speaks for each of them, and makes them no one subject', () => {
  const both = openvex({}, { products: [{ '@id': `pkg:oci/app@sha256%3A${OTHER}` }] });
  const other = {
    ...trivy(),
    Metadata: { RepoDigests: [`registry.example/acme/app@sha256:${OTHER}`] },
  };
  const subjects = subjectsOf({
    'a/Dockerfile': 'FROM scratch\n',
    'a/scan.json': trivy(),
    'b/Dockerfile': 'FROM scratch\n',
    'b/scan.json': other,
    'vex/all.json': both,
  }).map((subject) => applyVex(subject, FREE));
  assert.equal(
    subjects.map(({ name }) => name),
    ['a/Dockerfile', 'b/Dockerfile'],
  );
  assert.equal(
    recordVex(subjects).map(({ subject, vulnerability, applied, statement, report }) => [
      subject,
      vulnerability,
      applied,
      statement.uri,
      report.uri,
    ]),
    [
      ['a/Dockerfile', 'CVE-2026-1', true, 'vex/all.json', 'a/scan.json'],
      ['b/Dockerfile', 'CVE-2026-1', true, 'vex/all.json', 'b/scan.json'],
    ],
  );
});

sharing('stays with its service where it names packages only', () => {
  const subjects = subjectsOf({
    'a/Dockerfile': 'FROM scratch\n',
    'a/scan.json': trivy(),
    'a/vex.json': openvex({ products: [SUB] }),
    'b/Dockerfile': 'FROM scratch\n',
    'b/scan.json': { ...trivy(), Metadata: {} },
  }).map((subject) => applyVex(subject, FREE));
  assert.equal(
    recordVex(subjects).map(({ subject }) => subject),
    ['a/Dockerfile'],
  );
});

sharing.run();
