import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import type { ScanFacts } from '../../../src/documents/scan/types.js';
import { memoryTree } from '../../helpers/memory-tree.js';

function read(value: unknown) {
  const files = memoryTree({ 'report.json': JSON.stringify(value) });
  const { value: documents, diagnostics } = parseDocuments(files, ['report.json']);
  const [document] = documents;
  return {
    document,
    facts: document?.value as unknown as ScanFacts,
    messages: diagnostics.map(({ message }) => message),
  };
}

const DIGEST = `sha256:${'a'.repeat(64)}`;

const reports = suite('scan reports');

reports('of Trivy share one list', () => {
  const { facts, messages, document } = read({
    SchemaVersion: 2,
    Trivy: { Version: '0.60.0' },
    CreatedAt: '2026-01-01T00:00:00Z',
    ArtifactName: 'a:1',
    ArtifactType: 'container_image',
    Metadata: {
      OS: { Family: 'debian', Name: '11.9', EOSL: true },
      ImageID: 'sha256:i',
      RepoTags: ['a:1'],
      RepoDigests: [`a@${DIGEST}`],
    },
    Results: [
      {
        Target: 'a:1 (debian)',
        Class: 'os-pkgs',
        Type: 'debian',
        Vulnerabilities: [
          {
            VulnerabilityID: 'CVE-1',
            PkgName: 'openssl',
            InstalledVersion: '1',
            FixedVersion: '1.1, 2.0',
            Severity: 'CRITICAL',
            CVSS: { nvd: { V3Vector: 'CVSS:3.1/x', V3Score: 9.8, V40Score: 9.1 } },
          },
        ],
        ExperimentalModifiedFindings: [
          {
            Type: 'vulnerability',
            Status: 'not_affected',
            Statement: 'unused',
            Source: 'vex.json',
            Finding: { VulnerabilityID: 'CVE-2' },
          },
        ],
      },
      {
        Target: 'app/key',
        Class: 'secret',
        Secrets: [{ RuleID: 'private-key', Severity: 'HIGH', StartLine: 3 }],
      },
      { Target: 'none' },
      {
        Target: 'Dockerfile',
        Misconfigurations: [
          { ID: 'DS-1', Status: 'PASS' },
          { ID: 'DS-2', Status: 'FAIL', Severity: 'LOW' },
        ],
      },
    ],
  });
  assert.equal(messages, []);
  assert.equal(
    [facts.subject.digest, facts.subject.imageId, facts.os?.eosl],
    [DIGEST, 'sha256:i', true],
  );
  assert.equal(
    facts.findings.map(({ kind, id, severity, fixed, suppressed, loc }) => [
      kind,
      id,
      severity,
      fixed.length,
      suppressed?.by ?? '',
      loc.ptr,
    ]),
    [
      ['vulnerability', 'CVE-1', 'critical', 2, '', '/Results/0/Vulnerabilities/0'],
      ['vulnerability', 'CVE-2', null, 0, 'vex.json', '/Results/0/ExperimentalModifiedFindings/0'],
      ['secret', 'private-key', 'high', 0, '', '/Results/1/Secrets/0'],
      ['misconfiguration', 'DS-2', 'low', 0, '', '/Results/3/Misconfigurations/1'],
    ],
  );
  assert.equal(facts.findings[0]?.cvss, [
    { source: 'nvd', version: '4.0', vector: null, score: 9.1 },
    { source: 'nvd', version: '3', vector: 'CVSS:3.1/x', score: 9.8 },
  ]);
  assert.ok(document?.locate?.('/Results/3/Misconfigurations/1')?.column);
});

reports('of Grype keep what was ignored', () => {
  const match = {
    vulnerability: {
      id: 'GHSA-1',
      severity: 'Negligible',
      fix: { versions: ['2'], state: 'fixed' },
    },
    relatedVulnerabilities: [{ id: 'CVE-1' }],
    artifact: { name: 'x', version: '1', type: 'npm', locations: [{ path: '/app/package.json' }] },
  };
  const { facts, messages } = read({
    matches: [match],
    ignoredMatches: [{ ...match, appliedIgnoreRules: [{ reason: 'not reachable' }] }],
    source: { type: 'image', target: { userInput: 'a:1', manifestDigest: DIGEST, tags: ['a:1'] } },
    distro: { name: 'alpine', version: '3.20' },
    descriptor: {
      name: 'grype',
      version: '0.80',
      timestamp: '2026-01-01T00:00:00Z',
      db: { built: '2025-12-31T00:00:00Z' },
    },
  });
  assert.equal(messages, []);
  assert.equal(
    facts.findings.map(({ id, aliases, severity, suppressed }) => [
      id,
      aliases,
      severity,
      suppressed?.reason,
    ]),
    [
      ['GHSA-1', ['CVE-1'], 'info', undefined],
      ['GHSA-1', ['CVE-1'], 'info', 'not reachable'],
    ],
  );
  assert.is(facts.tool.db.builtAt, '2025-12-31T00:00:00Z');
});

reports('of npm name a hole once, where it is', () => {
  const { facts, messages } = read({
    auditReportVersion: 2,
    vulnerabilities: {
      '@a/b': {
        via: [
          {
            source: 1,
            url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
            severity: 'moderate',
            range: '<2',
          },
        ],
        fixAvailable: { name: '@a/b', version: '2.0.0' },
        nodes: ['node_modules/@a/b'],
      },
      c: { via: ['@a/b'], fixAvailable: false },
    },
  });
  assert.equal(messages, []);
  assert.equal(
    facts.findings.map(({ id, package: name, severity, fixed, loc }) => [
      id,
      name,
      severity,
      fixed,
      loc.ptr,
    ]),
    [['GHSA-aaaa-bbbb-cccc', '@a/b', 'medium', ['2.0.0'], '/vulnerabilities/@a~1b/via/0']],
  );
});

reports('in SARIF take the severity from the rule', () => {
  const { facts, messages } = read({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Trivy',
            rules: [
              { id: 'CVE-1', properties: { 'security-severity': '9.1', tags: ['vulnerability'] } },
              { id: 'X', defaultConfiguration: { level: 'note' } },
            ],
          },
        },
        results: [
          {
            ruleId: 'CVE-1',
            level: 'note',
            suppressions: [{ kind: 'inSource', justification: 'fine' }],
          },
          {
            ruleIndex: 1,
            locations: [
              { physicalLocation: { artifactLocation: { uri: 'a.js' }, region: { startLine: 4 } } },
            ],
          },
        ],
      },
    ],
  });
  assert.equal(messages, []);
  assert.equal(
    facts.findings.map(({ kind, id, severity, suppressed, locations }) => [
      kind,
      id,
      severity,
      suppressed?.by ?? '',
      locations[0]?.line ?? 0,
    ]),
    [
      ['vulnerability', 'CVE-1', 'critical', 'inSource', 0],
      ['other', 'X', 'low', '', 4],
    ],
  );
});

reports('of a scan that failed are no clean ones', () => {
  const { document, facts, messages } = read({
    error: { code: 'ENOLOCK', summary: 'no lock file' },
  });
  assert.is(facts.completed, false);
  assert.not(document?.complete);
  assert.equal(messages, ['the scan failed: no lock file']);
});

reports.run();
