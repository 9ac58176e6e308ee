/** Every form of report in its smallest telling example, with what its findings are in a few words. */

export const lines = (...values: readonly object[]) =>
  values.map((value) => JSON.stringify(value)).join('\n');
export const stream = (...values: readonly object[]) =>
  values.map((value) => JSON.stringify(value, null, 2)).join('\n');

export const ADVISORY = {
  id: 1,
  module_name: 'lodash',
  severity: 'moderate',
  title: 'Pollution',
  url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
  cves: ['CVE-2026-1'],
  patched_versions: '>=4.17.21',
  findings: [{ version: '4.17.4', paths: ['.>web>lodash', '.>lodash'] }],
};

export interface Case {
  readonly content: string | object;
  readonly uri?: string;
  readonly format: string;
  readonly findings: readonly string[];
}

export const CASES: { readonly [name: string]: Case } = {
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
