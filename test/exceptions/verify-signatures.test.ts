import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { approvalObjection } from '../../src/exceptions/approvals.js';
import { loadExceptions } from '../../src/exceptions/load-exceptions.js';
import { loadSignatures } from '../../src/exceptions/load-signatures.js';
import { NAMESPACE, payloadBytes } from '../../src/exceptions/signed-payload.js';
import { wireString } from '../../src/exceptions/ssh-wire.js';
import { loadTrust } from '../../src/exceptions/trust.js';
import { verifySignatures } from '../../src/exceptions/verify-signatures.js';
import { parseSettings } from '../../src/layers/settings.js';
import type { Json } from '../../src/model/json.js';
import type { OrgSettings } from '../../src/model/settings.js';
import { findingWith } from '../helpers/findings.js';

const NOW = Date.parse('2026-12-01T12:00:00Z');
const RECORD = {
  id: 'EXC-1',
  rules: ['dockerfile/user-not-root'],
  reason: 'migration booked',
  requestedBy: 'kim@acme.example',
  created: '2026-11-20',
  expires: '2026-12-31',
};
const AT = '2026-11-20T10:00:00Z';

const keys = new Map(
  ['ana', 'ben', 'kim', 'eve', 'old'].map((name) => [name, generateKeyPairSync('ed25519')]),
);

function pair(name: string): { publicKey: KeyObject; privateKey: KeyObject } {
  const found = keys.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}

const pem = (name: string) => String(pair(name).publicKey.export({ format: 'pem', type: 'spki' }));

function blob(name: string): Buffer {
  const { x = '' } = pair(name).publicKey.export({ format: 'jwk' });
  return Buffer.concat([wireString('ssh-ed25519'), wireString(Buffer.from(x, 'base64url'))]);
}

const ORG = `version: 1
layer: org
name: acme
trust:
  keys:
    ana: {ed25519: keys/ana.pub}
    ana-again: {ed25519: keys/ana.pub}
    kim: {ed25519: keys/kim.pub}
    old: {ed25519: keys/old.pub, from: 2026-01-01, until: 2026-06-30}
    gone: {ed25519: keys/old.pub, revoked: 2026-11-25}
    appsec: {allowedSigners: keys/allowed_signers}
  groups:
    appsec: {members: [ana, ana-again, kim, old, gone, ben@acme.example]}
  requireSigned:
    exceptions: {severities: [high]}
exceptionRules:
  approvals:
    default: {group: appsec, count: 1}
    high: {group: appsec, count: 2}
`;
const ALLOWED = `# who may sign
ben@acme.example namespaces="${NAMESPACE}",valid-after="20260101Z",valid-before="20261201Z" ssh-ed25519 ${blob('ben').toString('base64')} ben
`;

function orgSettings(): OrgSettings {
  const { value, diagnostics } = parseSettings({ path: 'org.yaml', text: ORG }, 'org');
  assert.equal(diagnostics, []);
  return value?.org as OrgSettings;
}

const org = orgSettings();
const files = new Map(
  [
    ...['ana', 'kim', 'old'].map((name) => [`keys/${name}.pub`, pem(name)] as const),
    ['keys/allowed_signers', ALLOWED] as const,
  ].map(([path, text]) => [path, { path, text }]),
);

interface Made {
  readonly key: string;
  readonly by?: string;
  readonly policy?: string;
  readonly record?: Json;
  readonly signedAt?: string;
}

function ed25519({ key, by = key, policy = 'acme', record = RECORD, signedAt = AT }: Made) {
  const bytes = payloadBytes({ policy, exception: record, key, signedAt });
  return { key, signedAt, ed25519: sign(null, bytes, pair(by).privateKey).toString('base64') };
}

/** As `ssh-keygen -Y sign` does. */
function ssh({ by = 'ben', signedAt = AT, policy = 'acme' }: Partial<Made>, namespace = NAMESPACE) {
  const bytes = payloadBytes({ policy, exception: RECORD, key: 'appsec', signedAt });
  const parts = [wireString(namespace), wireString(''), wireString('sha512')];
  const digest = createHash('sha512').update(bytes).digest();
  const message = Buffer.concat([Buffer.from('SSHSIG'), ...parts, wireString(digest)]);
  const raw = sign(null, message, pair(by).privateKey);
  const whole = Buffer.concat([
    Buffer.from('SSHSIG'),
    Buffer.from([0, 0, 0, 1]),
    wireString(blob(by)),
    ...parts,
    wireString(Buffer.concat([wireString('ssh-ed25519'), wireString(raw)])),
  ]).toString('base64');
  const armoured = `-----BEGIN SSH SIGNATURE-----\n${whole}\n-----END SSH SIGNATURE-----\n`;
  return { key: 'appsec', principal: 'ben@acme.example', signedAt, ssh: armoured };
}

function verify(signatures: readonly object[], record: object = RECORD, now = NOW) {
  const { value: exceptions } = loadExceptions(
    [{ path: 'e.yaml', text: JSON.stringify(record) }],
    'acme',
  );
  const [exception] = exceptions;
  if (exception === undefined) throw new Error('the record is not valid');
  const text = JSON.stringify({ exception: 'EXC-1', signatures }, null, 1);
  const loaded = loadSignatures([{ path: 'e.sig.yaml', text }]);
  assert.ok(org.trust);
  const trust = loadTrust(org.trust, files);
  assert.equal(trust.diagnostics, []);
  const signed = verifySignatures(exception, loaded.value, trust.value, 'acme', now);
  return {
    ...signed,
    diagnostics: [...loaded.diagnostics, ...signed.diagnostics],
    objection: approvalObjection(
      exception,
      findingWith(),
      { ...(org.exceptionRules && { rules: org.exceptionRules }), trust: org.trust },
      signed,
    ),
  };
}

const names = (result: { signers: readonly { name: string }[] }) =>
  result.signers.map(({ name }) => name);
const reasons = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ message }) => message).join('\n');

const verifying = suite('verifySignatures');

verifying('knows good signatures of Ed25519 keys and of allowed signers', () => {
  const result = verify([ed25519({ key: 'ana' }), ssh({})]);
  assert.equal(result.diagnostics, []);
  assert.equal(names(result), ['ana', 'ben@acme.example']);
  assert.is(result.objection, undefined);
});

verifying('refuses a record that was altered after signing, in any field', () => {
  for (const change of [
    { reason: 'another' },
    { expires: '2027-12-31' },
    { rules: ['dockerfile/user-not-root', 'dockerfile/no-latest'] },
    { values: ['0'] },
  ]) {
    const result = verify([ed25519({ key: 'ana' })], { ...RECORD, ...change });
    assert.match(reasons(result.diagnostics), 'altered after signing');
    assert.equal(result.signers, []);
  }
});

verifying('does not mind the order of fields: the canonical form is signed', () => {
  const turned = Object.fromEntries(Object.entries(RECORD).reverse());
  assert.equal(verify([ed25519({ key: 'ana' })], turned).diagnostics, []);
});

verifying('refuses signatures that were made for another org, time, key or namespace', () => {
  const bad = [
    ed25519({ key: 'ana', policy: 'other' }),
    { ...ed25519({ key: 'ana' }), signedAt: '2026-11-21T10:00:00Z' },
    ed25519({ key: 'ana', by: 'eve' }),
    { ...ed25519({ key: 'ana' }), key: 'kim' },
    ed25519({ key: 'nobody', by: 'eve' }),
    ssh({}, 'file'),
    ssh({ policy: 'other' }),
    ssh({ by: 'eve' }),
    { ...ssh({}), principal: 'ana@acme.example' },
  ];
  for (const signature of bad) {
    const result = verify([signature]);
    assert.equal(result.signers, []);
    assert.is(result.diagnostics.length, 1);
    assert.is(result.diagnostics[0]?.severity, 'error');
    assert.ok(result.diagnostics[0]?.span);
  }
});

verifying('refuses truncated and malformed signatures', () => {
  const good = ed25519({ key: 'ana' });
  const armoured = ssh({});
  const bad = [
    { ...good, ed25519: good.ed25519.slice(0, -8) },
    { ...good, ed25519: 'not base64!' },
    { ...armoured, ssh: armoured.ssh.replace(/.{40}\n-----END/, '\n-----END') },
    { ...armoured, ssh: armoured.ssh.replace('BEGIN SSH', 'BEGIN PGP') },
    { key: 'ana', signedAt: AT },
    { key: 'ana', signedAt: 'yesterday', ed25519: good.ed25519 },
    { key: 'ana', ed25519: good.ed25519 },
  ];
  for (const signature of bad) {
    const result = verify([signature]);
    assert.equal(result.signers, []);
    assert.ok(result.diagnostics.length > 0, JSON.stringify(signature));
  }
});

verifying('one wrong signature beside good ones is still an error', () => {
  const result = verify([ed25519({ key: 'ana' }), ssh({}), ed25519({ key: 'kim', by: 'eve' })]);
  assert.is(result.diagnostics.length, 1);
});

verifying('counts keys only for the time in which they were valid: rotation', () => {
  const record = { ...RECORD, created: '2026-06-01', expires: '2026-12-31' };
  const early = verify([ed25519({ key: 'old', record, signedAt: '2026-06-02T00:00:00Z' })], record);
  assert.equal(names(early), ['old']);
  const late = verify([ed25519({ key: 'old', record, signedAt: '2026-07-01T00:00:00Z' })], record);
  assert.equal(names(late), []);
  assert.match(late.refusals.join(), 'after the key had expired');
  const backdated = verify([ed25519({ key: 'old', signedAt: '2026-06-02T00:00:00Z' })]);
  assert.match(backdated.refusals.join(), 'before the exception was made');
  const ahead = verify([ed25519({ key: 'ana', signedAt: '2027-01-01T00:00:00Z' })]);
  assert.match(ahead.refusals.join(), 'in the future');
  const outside = verify([ssh({ signedAt: '2026-12-01T09:00:00Z' })]);
  assert.match(reasons(outside.diagnostics), 'was not valid when it signed');
});

verifying('counts nothing of a revoked key, whatever time its signatures name', () => {
  const signature = ed25519({ key: 'gone', by: 'old' });
  assert.equal(names(verify([signature], RECORD, Date.parse('2026-11-24T00:00:00Z'))), ['gone']);
  const after = verify([signature]);
  assert.equal(names(after), []);
  assert.match(after.refusals.join(), 'is revoked');
});

verifying.run();

const approving = suite('approvalObjection');

approving('wants as many signers as the org says', () => {
  assert.match(verify([ed25519({ key: 'ana' })]).objection ?? '', 'needs 2 signatures');
  assert.is(verify([ed25519({ key: 'ana' }), ssh({})]).objection, undefined);
});

approving('counts nobody twice: neither two signatures nor one key under two names', () => {
  assert.ok(verify([ed25519({ key: 'ana' }), ed25519({ key: 'ana' })]).objection);
  assert.ok(verify([ed25519({ key: 'ana' }), ed25519({ key: 'ana-again', by: 'ana' })]).objection);
});

approving('never counts whoever asked for the exception', () => {
  assert.match(verify([ed25519({ key: 'ana' }), ed25519({ key: 'kim' })]).objection ?? '', 'has 1');
});

approving('does not take names in `approvedBy` for signatures', () => {
  const record = { ...RECORD, approvedBy: ['ana', 'ben@acme.example', 'group:appsec'] };
  assert.ok(verify([], record).objection);
});

approving.run();
