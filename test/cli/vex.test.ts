import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Verdict } from '../../src/model/verdict.js';
import { runPolicy } from '../helpers/run-policy.js';

const HEX = 'a'.repeat(64);

const SCAN = {
  SchemaVersion: 2,
  CreatedAt: '2026-11-28T00:00:00Z',
  ArtifactName: 'web:1',
  ArtifactType: 'container_image',
  Metadata: { RepoDigests: [`web@sha256:${HEX}`] },
  Results: [
    {
      Target: 'web',
      Class: 'os-pkgs',
      Type: 'alpine',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2026-1',
          PkgName: 'libssl3',
          PkgIdentifier: { PURL: 'pkg:apk/alpine/libssl3@3.0.8-r3' },
          InstalledVersion: '3.0.8-r3',
          FixedVersion: '3.0.9',
          Severity: 'CRITICAL',
        },
      ],
    },
  ],
};

const VEX = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://example.com/vex',
  author: 'Acme',
  timestamp: '2026-11-30T00:00:00Z',
  statements: [
    {
      vulnerability: { name: 'CVE-2026-1' },
      products: [{ '@id': `pkg:oci/web@sha256%3A${HEX}` }],
      status: 'not_affected',
      justification: 'component_not_present',
    },
  ],
};

const ORG = 'version: 1\nlayer: org\nname: acme\nrules:\n  scan/severity-gate: {level: enforce}\n';

/** Judges the report beside the VEX document, below an org with some settings where these are given. */
async function judge(format: string, org?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-vex-'));
  const files: Record<string, string> = {
    'repo/scan.json': JSON.stringify(SCAN, null, 1),
    'repo/vex.json': JSON.stringify(VEX, null, 1),
    ...(org !== undefined && { 'org/org.yaml': org }),
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const layers = org === undefined ? [] : ['--org', 'org'];
    const ended = await runPolicy(['eval', 'repo', '--format', format, ...layers], folder);
    return ended;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const verdictOf = async (org?: string): Promise<Verdict> =>
  JSON.parse((await judge('json', org)).stdout);

const gate = (verdict: Verdict) =>
  verdict.rules.find(({ id }) => id === 'std/scan/severity-gate')?.status;

const command = suite('policy eval with VEX');

command('takes a vulnerability out, and says so in the verdict', async () => {
  const verdict = await verdictOf();
  assert.is(gate(verdict), 'pass');
  assert.equal(verdict.vex, [
    {
      subject: '.',
      vulnerability: 'CVE-2026-1',
      package: 'libssl3',
      report: { uri: 'scan.json', line: 17 },
      status: 'not_affected',
      justification: 'component_not_present',
      author: 'Acme',
      timestamp: '2026-11-30T00:00:00Z',
      applied: true,
      objection: null,
      statement: { uri: 'vex.json', line: 7 },
    },
  ]);
});

command('takes nothing out below an org that does not allow it', async () => {
  for (const org of [ORG, `${ORG}vex: {allowed: false}\n`, `${ORG}vex: {olderThanScan: true}\n`]) {
    const verdict = await verdictOf(org);
    assert.is(gate(verdict), 'fail');
    assert.equal(
      verdict.vex?.map(({ applied, objection }) => [applied, objection]),
      [[false, 'the org does not allow VEX to take findings out']],
    );
  }
});

command('takes out what the org leaves to it', async () => {
  assert.is(gate(await verdictOf(`${ORG}vex: {allowed: true}\n`)), 'pass');
  const lesser = await verdictOf(`${ORG}vex: {allowed: true, severities: [low]}\n`);
  assert.is(gate(lesser), 'fail');
});

command('shows people and SARIF what was taken out', async () => {
  const table = (await judge('table')).stdout;
  assert.match(
    table,
    'repo/vex.json:7: CVE-2026-1 in libssl3: not_affected, component_not_present (taken out)',
  );
  const sarif = JSON.parse((await judge('sarif')).stdout);
  assert.is(sarif.runs[0].properties.vex.length, 1);
});

command('reads the settings of an org strictly', async () => {
  const wrong = await judge('json', `${ORG}vex: {alowed: true}\n`);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, 'allowed');
});

command.run();
