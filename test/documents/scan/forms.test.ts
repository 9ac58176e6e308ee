/** Every form of report in its smallest telling example, brought to one shape. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ScanFacts, ScanFinding } from '../../../src/documents/scan/types.js';
import { readDocument } from '../../helpers/read-document.js';
import { ADVISORY, CASES, lines, stream } from './form-examples.js';

/** What a finding says in a few words. */
function brief(finding: ScanFinding): string {
  const { kind, id, severity, fixed, fixState, suppressed, loc } = finding;
  const about = finding.purl ?? finding.package ?? finding.locations[0]?.uri ?? '';
  const fix = fixState === null ? '' : ` ${fixState}${fixed.length > 0 ? ` ${fixed}` : ''}`;
  const why = suppressed === null ? '' : ` suppressed: ${suppressed.reason}`;
  return `${kind} ${id} ${severity} ${about}${fix}${why} @${loc.ptr}`;
}

function read(content: string | object, uri = 'report.json') {
  const read = readDocument<ScanFacts>(uri, content);
  const { document, facts } = read;
  return {
    ...read,
    kind: document?.kind,
    format: document?.value.format,
    briefs: facts.findings?.map(brief),
  };
}

const forms = suite('forms of scan reports');

for (const [name, { content, uri, format, findings }] of Object.entries(CASES)) {
  forms(`: ${name}`, () => {
    const found = read(content, uri);
    assert.equal(found.messages, []);
    assert.is(found.format, format);
    assert.equal(found.briefs, findings);
    for (const { loc } of found.facts.findings) {
      const place = found.document?.locate?.(loc.ptr);
      assert.ok(place, `no place for ${loc.ptr}`);
      assert.is(place.ptr, loc.ptr);
    }
  });
}

forms('are found by the beginning of a large file as well', () => {
  const filler = Array.from({ length: 4000 }, (_, at) => ({
    ...ADVISORY,
    id: at,
    module_name: `m${at}`,
  }));
  const rows = filler.map((advisory) => ({ type: 'auditAdvisory', data: { advisory } }));
  const { format, facts } = read(lines(...rows));
  assert.is(format, 'yarn-audit');
  assert.is(facts.findings.length, 4000);
});

forms.run();

const places = suite('places in reports of several values');

places('are those of the value that a pointer names', () => {
  const found = read(
    stream(
      { config: { protocol_version: 'v1', scanner_name: 'govulncheck' } },
      { finding: { osv: 'GO-1', trace: [] } },
    ),
  );
  assert.is(found.document?.locate?.('/1/finding/osv')?.line, 9);
  assert.is(found.document?.locate?.('/7/finding'), undefined);
});

places('are those of XML elements', () => {
  const { content } = CASES['Dependency-Check as XML'] ?? { content: '' };
  const found = read(content, 'report.xml');
  assert.match(found.lineAt('/dependencies/0/vulnerabilities/0'), '<name>CVE-1</name>');
  assert.match(found.lineAt('/dependencies/0/vulnerabilities/0/name'), '<name>CVE-1</name>');
});

places.run();

const details = suite('details of reports');

details('follow the folders that SARIF names', () => {
  const { facts } = read({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'X', rules: [{ id: 'R' }] } },
        originalUriBaseIds: {
          ROOT: { uri: 'file:///build/' },
          SRC: { uri: 'src/', uriBaseId: 'ROOT' },
        },
        artifacts: [{ location: { uri: 'b.c', uriBaseId: 'SRC' } }],
        results: [
          { uri: 'a.c', uriBaseId: 'SRC' },
          { index: 0 },
          { uri: 'file:///build/c.c' },
          { uri: 'd.c', uriBaseId: 'UNKNOWN' },
        ].map((artifactLocation) => ({
          ruleId: 'R',
          message: {},
          locations: [{ physicalLocation: { artifactLocation } }],
        })),
      },
    ],
  });
  assert.equal(
    facts.findings.map(({ locations }) => locations[0]?.uri),
    ['src/a.c', 'src/b.c', 'c.c', 'd.c'],
  );
});

details('of SARIF leave out what passes, and what is only asked to be suppressed', () => {
  const result = (more: object) => ({ ruleId: 'R', message: { text: 'x' }, ...more });
  const { facts } = read({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'X' } },
        results: [
          result({ kind: 'pass' }),
          result({ baselineState: 'absent' }),
          result({ suppressions: [{ kind: 'external', status: 'underReview' }] }),
          result({ suppressions: [{ kind: 'inSource', justification: 'known' }] }),
        ],
      },
    ],
  });
  assert.equal(
    facts.findings.map(({ suppressed }) => suppressed?.reason),
    [undefined, 'known'],
  );
});

details('name the package that Trivy writes into the message of SARIF', () => {
  const text =
    'Package: libssl\nInstalled Version: 1.1\nVulnerability CVE-2026-1\nSeverity: MEDIUM\nFixed Version: 1.2';
  const { facts } = read({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Trivy', rules: [{ id: 'CVE-2026-1' }] } },
        results: [{ ruleId: 'CVE-2026-1', level: 'error', message: { text } }],
      },
    ],
  });
  const [finding] = facts.findings;
  assert.equal(
    [finding?.package, finding?.installed, finding?.fixed, finding?.severity],
    ['libssl', '1.1', ['1.2'], 'medium'],
  );
});

details('tell what is exploited, as Grype does', () => {
  const { facts } = read({
    matches: [
      {
        vulnerability: {
          id: 'CVE-1',
          severity: 'High',
          epss: [{ cve: 'CVE-1', epss: 0.97 }],
          knownExploited: [{ cve: 'CVE-1' }],
          fix: { state: 'wont-fix', versions: [] },
        },
        artifact: { name: 'a', version: '1' },
      },
    ],
    descriptor: { name: 'grype' },
  });
  const [finding] = facts.findings;
  assert.equal([finding?.epss, finding?.kev, finding?.fixState], [0.97, true, 'wont-fix']);
});

details('name weaknesses in one way', () => {
  const { facts } = read({
    version: '15.0.0',
    scan: { type: 'sast', scanner: { id: 'x' } },
    vulnerabilities: [
      {
        id: 'x',
        identifiers: [
          { type: 'cve', value: 'CVE-1' },
          { type: 'cwe', name: 'CWE-079', value: '79' },
        ],
      },
    ],
  });
  const npm = read({
    actions: [],
    advisories: { '1': { ...ADVISORY, cwe: '["CWE-918","CWE-1333"]' } },
    metadata: {},
  });
  assert.equal(
    [...facts.findings, ...npm.facts.findings].map(({ aliases, cwes }) => [aliases, cwes]),
    [
      [[], ['CWE-79']],
      [['CVE-2026-1'], ['CWE-918', 'CWE-1333']],
    ],
  );
});

details('say what the scanner could not look at', () => {
  const { facts, diagnostics, document } = read({
    dependencies: [{ name: 'a', skip_reason: 'not on PyPI' }],
  });
  assert.equal(facts.skipped, ['a: not on PyPI']);
  assert.equal(
    diagnostics.map(({ severity }) => severity),
    ['warning'],
  );
  assert.is(document?.complete, true);
});

details.run();

const refused = suite('reports that are not read');

const REFUSED: { readonly [tool: string]: object } = {
  Aqua: { image: 'a', scan_started: {}, resources: [] },
  Clair: { LayerCount: 9, Vulnerabilities: {} },
  NeuVector: { report: { vulnerabilities: [], modules: [] } },
  'Docker Bench for Security': { dockerbenchsecurity: '1.3.6', tests: [] },
  'Anchore Enterprise': [{ [`sha256:${'a'.repeat(64)}`]: { 'a:1': [{ status: 'fail' }] } }],
  "GitHub's dependency submission": { detector: {}, manifests: {}, job: {}, sha: 'abc' },
};

for (const [tool, content] of Object.entries(REFUSED)) {
  refused(`: ${tool} is named, with what to do instead`, () => {
    const { document, diagnostics, messages } = read(content);
    assert.equal(messages, [`reports of ${tool} are not read`]);
    assert.ok(diagnostics[0]?.hint);
    assert.equal([document?.kind, document?.complete], ['scan', false]);
  });
}

refused('because their scan failed are not taken for clean ones', () => {
  const failures = [
    { error: { code: 'ENOLOCK', summary: 'no lock file' } },
    { ok: false, error: 'no such image', path: 'a:1' },
    { ClusterName: 'x', Resources: [{ Name: 'web', Error: 'cannot pull' }] },
    { version: '4', start: '', data: [], messages: [], errors: ['cannot parse a.js'] },
    { runs: [{ tool: { driver: { name: 'X' } }, results: [] }] },
  ];
  for (const content of failures) {
    const { facts, document, messages } = read(content);
    assert.match(messages[0] ?? '', 'the scan failed: ');
    assert.equal([facts.completed, document?.complete], [false, false]);
  }
});

refused('because they are cut off are not taken for clean ones', () => {
  const { facts, document } = read('{"SchemaVersion": 2, "ArtifactName": "a", "Results": [');
  assert.equal([document?.kind, document?.complete, facts.completed], ['scan', false, false]);
});

refused('is nothing that only looks like a report', () => {
  for (const content of [
    { version: '1', data: [], errors: [] },
    { progress: 5 },
    { finding: 'x' },
    { results: [] },
    { vulnerabilities: [] },
    [{ Target: 'x' }],
    [['a', 'b', 'c', 'd', '5']],
    [{ name: 'a', version: '1' }],
    { runs: [] },
    { advisories: {} },
  ]) {
    const { document, messages } = read(content);
    assert.is(document, undefined, JSON.stringify(content));
    assert.equal(messages, ['no kind of document knows it']);
  }
});

refused('because they hold something else are told so', () => {
  assert.equal(read({ this: 'is none' }, 'a.sarif').messages, [
    'it is no report of a scanner that is known',
  ]);
});

refused.run();
