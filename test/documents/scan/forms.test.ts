/** Every form of report in its smallest telling example, brought to one shape. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ScanFacts, ScanFinding } from '../../../src/documents/scan/types.js';
import { readDocument } from '../../helpers/read-document.js';

const lines = (...values: readonly object[]) =>
  values.map((value) => JSON.stringify(value)).join('\n');
const stream = (...values: readonly object[]) =>
  values.map((value) => JSON.stringify(value, null, 2)).join('\n');

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

const ADVISORY = {
  id: 1,
  module_name: 'lodash',
  severity: 'moderate',
  title: 'Pollution',
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  cves: ['CVE-2026-1'],
  patched_versions: '>=4.17.21',
  findings: [{ version: '4.17.4', paths: ['.>web>lodash', '.>lodash'] }],
};

interface Case {
  readonly content: string | object;
  readonly uri?: string;
  readonly format: string;
  readonly findings: readonly string[];
}

const CASES: { readonly [name: string]: Case } = {
  'Trivy before 0.20': {
    content: [
      { Target: 'alpine', Type: 'alpine', Vulnerabilities: null },
      {
        Target: 'app/yarn.lock',
        Type: 'yarn',
        Vulnerabilities: [
          { VulnerabilityID: 'CVE-1', PkgName: 'a', InstalledVersion: '1', Severity: 'HIGH' },
        ],
      },
    ],
    format: 'trivy-v1',
    findings: ['vulnerability CVE-1 high a @/1/Vulnerabilities/0'],
  },
  'Trivy about a cluster': {
    content: {
      ClusterName: '',
      Resources: [
        {
          Kind: 'Pod',
          Name: 'web',
          Results: [
            {
              Target: 'Pod/web',
              Class: 'config',
              Misconfigurations: [{ ID: 'KSV001', Status: 'FAIL', Severity: 'LOW' }],
            },
          ],
        },
      ],
    },
    format: 'trivy-k8s',
    findings: ['misconfiguration KSV001 low Pod/web @/Resources/0/Results/0/Misconfigurations/0'],
  },
  "Trivy's operator": {
    content: {
      'vulnerabilityreports.aquasecurity.github.io': [
        {
          apiVersion: 'aquasecurity.github.io/v1alpha1',
          kind: 'VulnerabilityReport',
          metadata: { name: 'web' },
          report: {
            vulnerabilities: [
              {
                vulnerabilityID: 'CVE-1',
                resource: 'a',
                severity: 'LOW',
                fixedVersion: '2',
                installedVersion: '1',
              },
            ],
            checks: [
              { checkID: 'KSV1', success: true },
              { checkID: 'KSV2', success: false, severity: 'HIGH' },
            ],
          },
        },
      ],
    },
    format: 'trivy-operator',
    findings: [
      'vulnerability CVE-1 low a fixed 2 @/vulnerabilityreports.aquasecurity.github.io/0/report/vulnerabilities/0',
      'misconfiguration KSV2 high  @/vulnerabilityreports.aquasecurity.github.io/0/report/checks/1',
    ],
  },
  'npm audit before npm 7': {
    content: { actions: [], advisories: { '1': ADVISORY }, metadata: {} },
    format: 'npm-audit-v1',
    findings: [
      'vulnerability GHSA-aaaa-bbbb-cccc medium pkg:npm/lodash@4.17.4 fixed 4.17.21 @/advisories/1',
    ],
  },
  'pnpm audit': {
    content: { advisories: { '1': ADVISORY }, metadata: { vulnerabilities: {} } },
    format: 'npm-audit-v1',
    findings: [
      'vulnerability GHSA-aaaa-bbbb-cccc medium pkg:npm/lodash@4.17.4 fixed 4.17.21 @/advisories/1',
    ],
  },
  'yarn audit, which repeats an advisory for each path': {
    content: lines(
      { type: 'info', data: 'No lockfile found.' },
      { type: 'auditAdvisory', data: { resolution: { path: 'a' }, advisory: ADVISORY } },
      { type: 'auditAdvisory', data: { resolution: { path: 'b' }, advisory: ADVISORY } },
      { type: 'auditSummary', data: { vulnerabilities: {} } },
    ),
    format: 'yarn-audit',
    findings: [
      'vulnerability GHSA-aaaa-bbbb-cccc medium pkg:npm/lodash@4.17.4 fixed 4.17.21 @/1/data/advisory',
    ],
  },
  'yarn npm audit': {
    content: lines(
      {
        value: '@babel/x',
        children: { ID: '@babel/x (deprecation)', Issue: 'merged', Severity: 'moderate' },
      },
      {
        value: 'y',
        children: {
          ID: 7,
          Issue: 'bad',
          URL: 'https://github.com/advisories/GHSA-cccc-cccc-cccc',
          Severity: 'low',
          'Tree Versions': ['4.38.0'],
        },
      },
    ),
    format: 'yarn-npm-audit',
    findings: [
      'other @babel/x (deprecation) medium pkg:npm/%40babel/x @/0',
      'vulnerability GHSA-cccc-cccc-cccc low pkg:npm/y@4.38.0 @/1',
    ],
  },
  'Snyk, which repeats a hole for each path': {
    content: [
      {
        ok: false,
        packageManager: 'maven',
        dependencyCount: 2,
        vulnerabilities: [
          ...['a', 'b'].map((from) => ({
            id: 'SNYK-1',
            identifiers: { CVE: ['CVE-1'], GHSA: ['GHSA-1'] },
            name: 'g:a',
            version: '1.0',
            severity: 'critical',
            fixedIn: ['2.0'],
            from: [from, 'g:a@1.0'],
          })),
          { id: 'snyk:lic:x:GPL', type: 'license', name: 'g:b', version: '1', severity: 'high' },
        ],
        filtered: {
          ignore: [
            {
              id: 'SNYK-2',
              name: 'g:c',
              version: '1',
              severity: 'low',
              filtered: { ignored: [{ reason: 'not ours' }] },
            },
          ],
        },
      },
    ],
    format: 'snyk',
    findings: [
      'vulnerability SNYK-1 critical pkg:maven/g/a@1.0 fixed 2.0 @/0/vulnerabilities/0',
      'licence snyk:lic:x:GPL high pkg:maven/g/b@1 @/0/vulnerabilities/2',
      'vulnerability SNYK-2 low pkg:maven/g/c@1 not-fixed suppressed: not ours @/0/filtered/ignore/0',
    ],
  },
  'Snyk about a container with an application in it': {
    content: {
      ok: false,
      path: 'web:1',
      packageManager: 'deb',
      docker: { baseImage: 'debian:12' },
      dependencyCount: 1,
      vulnerabilities: [
        { id: 'SNYK-D', name: 'openssl/libssl3', version: '3', severity: 'medium' },
      ],
      applications: [
        {
          ok: false,
          packageManager: 'npm',
          vulnerabilities: [{ id: 'SNYK-N', name: 'a', version: '1', severity: 'low' }],
        },
      ],
    },
    format: 'snyk',
    findings: [
      'vulnerability SNYK-D medium openssl/libssl3 not-fixed @/vulnerabilities/0',
      'vulnerability SNYK-N low pkg:npm/a@1 not-fixed @/applications/0/vulnerabilities/0',
    ],
  },
  'Safety 1': {
    content: [['django', '<2', '1.11', 'See CVE-2026-12345.', '38372', null]],
    format: 'safety-v1',
    findings: ['vulnerability 38372 null pkg:pypi/django@1.11 @/0'],
  },
  'Safety 2, behind a banner': {
    content: `+====+\n| Safety is deprecated: [x] |\n+====+\n${JSON.stringify({
      report_meta: { safety_version: '2.3', timestamp: '2026-01-01 10:00:00' },
      vulnerabilities: [
        {
          vulnerability_id: '44742',
          CVE: 'CVE-2026-1',
          package_name: 'django',
          analyzed_version: '4.0.1',
          fixed_versions: ['4.0.2'],
          severity: { cvssv3: { base_severity: 'MEDIUM', base_score: 6.1 } },
        },
      ],
      ignored_vulnerabilities: [
        { vulnerability_id: '1', package_name: 'x', ignored_reason: 'test only', severity: null },
      ],
    })}`,
    format: 'safety',
    findings: [
      'vulnerability CVE-2026-1 medium pkg:pypi/django@4.0.1 fixed 4.0.2 @/vulnerabilities/0',
      'vulnerability 1 null pkg:pypi/x suppressed: test only @/ignored_vulnerabilities/0',
    ],
  },
  'Safety 3': {
    content: {
      meta: { scan_type: 'scan', scan_locations: ['/app'], telemetry: { safety_version: '3.2' } },
      scan_results: {
        projects: [
          {
            files: [
              {
                location: '/app/requirements.txt',
                results: {
                  dependencies: [
                    {
                      name: 'django',
                      specifications: [
                        {
                          raw: 'django==2.2',
                          vulnerabilities: {
                            known_vulnerabilities: [{ id: '1', vulnerable_spec: '<3' }],
                            remediation: { recommended: '4.2' },
                          },
                        },
                      ],
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    },
    format: 'safety-v3',
    findings: [
      'vulnerability 1 null pkg:pypi/django@2.2 fixed 4.2 @/scan_results/projects/0/files/0/results/dependencies/0/specifications/0/vulnerabilities/known_vulnerabilities/0',
    ],
  },
  'pip-audit': {
    content: {
      dependencies: [
        { name: 'a', version: '1', vulns: [{ id: 'PYSEC-1', fix_versions: ['2'], aliases: [] }] },
        { name: 'b', version: '1', vulns: [] },
      ],
    },
    format: 'pip-audit',
    findings: ['vulnerability PYSEC-1 null pkg:pypi/a@1 fixed 2 @/dependencies/0/vulns/0'],
  },
  'Dependency-Check as JSON': {
    content: {
      reportSchema: '1.1',
      scanInfo: { engineVersion: '9.0' },
      dependencies: [
        {
          filePath: '/app/a.jar',
          packages: [{ id: 'pkg:maven/g/a@1.0' }],
          vulnerabilities: [
            { name: 'CVE-1', severity: 'HIGH', source: 'NVD', cvssv3: { baseScore: 8.1 } },
          ],
          suppressedVulnerabilities: [{ name: 'CVE-2', severity: 'LOW', notes: 'unused' }],
        },
      ],
    },
    format: 'dependency-check',
    findings: [
      'vulnerability CVE-1 high pkg:maven/g/a@1.0 @/dependencies/0/vulnerabilities/0',
      'vulnerability CVE-2 low pkg:maven/g/a@1.0 suppressed: unused @/dependencies/0/suppressedVulnerabilities/0',
    ],
  },
  'Dependency-Check as XML': {
    uri: 'report.xml',
    content: `<?xml version="1.0"?>
<analysis xmlns="https://jeremylong.github.io/DependencyCheck/dependency-check.4.0.xsd">
  <scanInfo><engineVersion>9.0</engineVersion></scanInfo>
  <projectInfo><name>shop</name><reportDate>2026-01-01T00:00:00Z</reportDate></projectInfo>
  <dependencies>
    <dependency isVirtual="false">
      <filePath>/app/a.jar</filePath>
      <identifiers><package confidence="HIGH"><id>pkg:maven/g/a@1.0</id></package></identifiers>
      <vulnerabilities>
        <vulnerability source="NVD"><name>CVE-1</name><cvssV3><baseScore>9.8</baseScore></cvssV3></vulnerability>
        <suppressedVulnerability source="NVD"><name>CVE-2</name><severity>LOW</severity><notes>unused</notes></suppressedVulnerability>
      </vulnerabilities>
    </dependency>
  </dependencies>
</analysis>`,
    format: 'dependency-check',
    findings: [
      'vulnerability CVE-1 critical pkg:maven/g/a@1.0 @/dependencies/0/vulnerabilities/0',
      'vulnerability CVE-2 low pkg:maven/g/a@1.0 suppressed: unused @/dependencies/0/suppressedVulnerabilities/0',
    ],
  },
  'osv-scanner': {
    content: {
      results: [
        {
          source: { path: '/app/yarn.lock', type: 'lockfile' },
          packages: [
            {
              package: { name: 'a', version: '1', ecosystem: 'npm' },
              vulnerabilities: [
                {
                  id: 'GHSA-1',
                  aliases: ['CVE-1'],
                  affected: [
                    { package: { name: 'a' }, ranges: [{ events: [{ fixed: '2' }] }] },
                    { package: { name: 'b' }, ranges: [{ events: [{ fixed: '9' }] }] },
                  ],
                },
              ],
              groups: [{ ids: ['GHSA-1'], max_severity: '7.5' }],
            },
          ],
        },
      ],
    },
    format: 'osv-scanner',
    findings: [
      'vulnerability GHSA-1 high pkg:npm/a@1 fixed 2 @/results/0/packages/0/vulnerabilities/0',
    ],
  },
  'retire.js': {
    content: {
      version: '4.0',
      data: [
        {
          file: 'app/jquery.js',
          results: [
            {
              component: 'jquery',
              version: '1.8.1',
              vulnerabilities: [
                {
                  below: '1.9.0',
                  severity: 'medium',
                  identifiers: { CVE: ['CVE-1'], githubID: 'GHSA-1' },
                },
              ],
            },
          ],
        },
      ],
      messages: [],
      errors: [],
    },
    format: 'retire',
    findings: [
      'vulnerability CVE-1 medium pkg:npm/jquery@1.8.1 fixed 1.9.0 @/data/0/results/0/vulnerabilities/0',
    ],
  },
  'govulncheck, a stream over several lines': {
    content: stream(
      { config: { protocol_version: 'v1.0.0', scanner_name: 'govulncheck' } },
      { osv: { id: 'GO-1', aliases: ['CVE-1'] } },
      {
        finding: { osv: 'GO-1', fixed_version: 'v1.2', trace: [{ module: 'm', version: 'v1.0' }] },
      },
      {
        finding: {
          osv: 'GO-1',
          fixed_version: 'v1.2',
          trace: [
            { module: 'm', version: 'v1.0', package: 'm/p', function: 'F' },
            {
              module: 'own',
              package: 'own',
              function: 'main',
              position: { filename: 'main.go', line: 3 },
            },
          ],
        },
      },
    ),
    format: 'govulncheck',
    findings: ['vulnerability GO-1 null pkg:golang/m@v1.0 fixed v1.2 @/3/finding'],
  },
  'SARIF 1': {
    uri: 'report.sarif',
    content: {
      version: '1.0.0',
      runs: [
        {
          tool: { name: 'Old' },
          results: [
            {
              ruleId: 'R1',
              level: 'error',
              message: 'bad',
              locations: [{ resultFile: { uri: 'a.c', region: { startLine: 2 } } }],
            },
            { ruleId: 'R2', level: 'pass' },
          ],
        },
      ],
    },
    format: 'sarif-1',
    findings: ['other R1 high a.c @/runs/0/results/0'],
  },
  "GitLab's reports": {
    content: {
      version: '15.0.0',
      scan: {
        type: 'container_scanning',
        status: 'success',
        scanner: { id: 'trivy', name: 'Trivy' },
      },
      vulnerabilities: [
        {
          id: 'x',
          severity: 'High',
          solution: 'Upgrade apt from 1.4.8 to 1.4.9',
          identifiers: [{ type: 'cve', value: 'CVE-1' }],
          location: { dependency: { package: { name: 'apt' }, version: '1.4.8' }, image: 'a:1' },
        },
      ],
    },
    format: 'gitlab',
    findings: ['vulnerability CVE-1 high apt fixed 1.4.9 @/vulnerabilities/0'],
  },
  "Harbor's API": {
    content: {
      'application/vnd.security.vulnerability.report; version=1.1': {
        generated_at: '2026-01-01T00:00:00Z',
        scanner: { name: 'Trivy' },
        vulnerabilities: [
          { id: 'CVE-1', package: 'a', version: '1', fix_version: '', severity: 'Negligible' },
        ],
      },
    },
    format: 'harbor',
    findings: [
      'vulnerability CVE-1 info a not-fixed @/application~1vnd.security.vulnerability.report; version=1.1/vulnerabilities/0',
    ],
  },
  'Prisma Cloud': {
    content: {
      results: [
        {
          id: 'sha256:x',
          distro: 'Debian',
          compliances: [{ id: 41, severity: 'high' }],
          complianceDistribution: {},
          vulnerabilities: [
            { id: 'CVE-1', severity: 'important', packageName: 'a', status: 'fixed in 2, 3' },
          ],
        },
      ],
    },
    format: 'twistlock',
    findings: [
      'vulnerability CVE-1 high a fixed 2,3 @/results/0/vulnerabilities/0',
      'misconfiguration 41 high  @/results/0/compliances/0',
    ],
  },
  hadolint: {
    content: [
      { line: 3, column: 1, code: 'DL3008', message: 'Pin', level: 'warning', file: 'Dockerfile' },
    ],
    format: 'hadolint',
    findings: ['misconfiguration DL3008 medium Dockerfile @/0'],
  },
};

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
    { version: '4', data: [], messages: [], errors: ['cannot parse a.js'] },
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

refused('because they hold something else are told so', () => {
  assert.equal(read({ this: 'is none' }, 'a.sarif').messages, [
    'it is no report of a scanner that is known',
  ]);
});

refused.run();
