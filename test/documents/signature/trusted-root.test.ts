/** Certificates instead of keys: an instance of sigstore made for the test signs, and its trusted root verifies. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { readTrust } from '../../../src/documents/sigstore/read-trust.js';
import { AUTHORITY, CODE_SIGNING, sha256 } from '../../helpers/certificate.js';
import { memoryTree } from '../../helpers/memory-tree.js';
import { type SigstoreInstance, sigstoreInstance } from '../../helpers/sigstore-instance.js';

const FROM = new Date('2026-01-01T00:00:00Z');
const at = new Date('2026-11-20T10:00:00Z');
const instance = sigstoreInstance(FROM);

const release = {
  issuer: 'https://token.example',
  uri: 'https://git.example/acme/app/.github/workflows/release.yml@refs/heads/main',
  repository: 'https://git.example/acme/app',
  ref: 'refs/heads/main',
};

const manifest = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });

const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'app', digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
};

function read(
  bundle: object,
  from: SigstoreInstance | undefined,
  more: Readonly<Record<string, string>> = {},
) {
  const sources = from ? [{ path: 'root.json', text: JSON.stringify(from.trustedRoot) }] : [];
  const { value: trust, diagnostics } = readTrust([], sources);
  assert.equal(diagnostics, []);
  const files = { ...more, 'manifest.json.sigstore.json': JSON.stringify(bundle) };
  const [document] = parseDocuments(memoryTree(files), ['manifest.json.sigstore.json'], {
    trust,
  }).value;
  const { verified, assurance, verificationProblems, ...rest } = (document?.value ?? {}) as Record<
    string,
    unknown
  >;
  const problems = (verificationProblems ?? []) as { code: string; message: string }[];
  return { outcome: [verified, assurance], problems, rest };
}

const message = instance.signMessage(Buffer.from(manifest), release, { at });
const beside = { 'manifest.json': manifest };

const verifying = suite('a trusted root');

verifying('verifies a signature, and says who made it, when and of what', () => {
  const { outcome, problems, rest } = read(message, instance, beside);
  assert.equal([outcome, problems], [[true, 'verified'], []]);
  const { oids: _, ...identity } = rest['identity'] as Record<string, unknown>;
  assert.equal(identity, {
    issuer: release.issuer,
    san: release.uri,
    sanType: 'uri',
    repository: release.repository,
    ref: release.ref,
    commit: null,
    trigger: null,
  });
  assert.is(rest['signedAt'], at.toISOString());
  assert.is(rest['target'], 'image');
  assert.is(rest['digest'], `sha256:${sha256(Buffer.from(manifest)).toString('hex')}`);
  assert.is(rest['signatureKind'], 'keyless');
});

verifying('verifies a statement', () => {
  const { outcome, problems } = read(
    instance.signStatement(statement, release, { at }),
    instance,
    {},
  );
  assert.equal([outcome, problems], [[true, 'verified'], []]);
});

verifying('of another instance verifies nothing', () => {
  const { outcome, problems } = read(message, sigstoreInstance(FROM), beside);
  assert.equal(outcome, [false, 'failed']);
  assert.ok(problems.length > 0);
});

verifying('that is not given leaves it unverified, and no claim of a file changes that', () => {
  const { outcome, problems } = read(
    { ...message, verified: true, assurance: 'verified' },
    undefined,
    beside,
  );
  assert.equal(outcome, [false, 'unverified']);
  assert.equal(
    problems.map(({ code }) => code),
    ['no-trusted-root'],
  );
});

type Bundle = {
  verificationMaterial: { tlogEntries: Record<string, unknown>[]; certificate: object };
  messageSignature: Record<string, unknown>;
};

/** The bundle with something in it changed. */
function changed(change: (bundle: Bundle) => void): object {
  const copy = structuredClone(message) as Bundle;
  change(copy);
  return copy;
}

const other = instance.signMessage(Buffer.from('other'), release, { at }) as Bundle;

const cases: readonly (readonly [string, object, Readonly<Record<string, string>>?])[] = [
  ['a file that was changed', message, { 'manifest.json': `${manifest} ` }],
  [
    'the signature of another file',
    changed((b) => {
      b.messageSignature['signature'] = other.messageSignature['signature'];
    }),
  ],
  [
    'the log entry of another signature',
    changed((b) => {
      b.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries;
    }),
  ],
  [
    'the certificate of another signer',
    changed((b) => {
      b.verificationMaterial.certificate = other.verificationMaterial.certificate;
    }),
  ],
  [
    'a log entry with another time',
    changed((b) => {
      const [entry] = b.verificationMaterial.tlogEntries;
      if (entry) entry['integratedTime'] = String(at.getTime() / 1000 + 60);
    }),
  ],
  [
    'a log entry that nobody promised or proved',
    changed((b) => {
      for (const entry of b.verificationMaterial.tlogEntries) {
        delete entry['inclusionPromise'];
        delete entry['inclusionProof'];
      }
    }),
  ],
  [
    'no log entry at all',
    changed((b) => {
      b.verificationMaterial.tlogEntries = [];
    }),
  ],
  [
    'a certificate that the log of certificates has not seen',
    instance.signMessage(Buffer.from(manifest), release, { at, isSeen: false }),
  ],
  [
    'a certificate that is not for signing code',
    instance.signMessage(Buffer.from(manifest), release, { at, usage: CODE_SIGNING.slice(0, 1) }),
  ],
  [
    'a certificate of an authority',
    instance.signMessage(Buffer.from(manifest), release, {
      at,
      usage: [...AUTHORITY, ...CODE_SIGNING.slice(1)],
    }),
  ],
  [
    'what was signed with a certificate that had run out',
    instance.signMessage(Buffer.from(manifest), release, {
      at,
      certifiedAt: new Date(at.getTime() - 11 * 60_000),
    }),
  ],
  [
    'what was signed before the root was valid',
    instance.signMessage(Buffer.from(manifest), release, { at: new Date('2025-06-01T00:00:00Z') }),
  ],
];

for (const [what, bundle, files = beside] of cases) {
  verifying(`refuses ${what}`, () => {
    const { outcome, problems } = read(bundle, instance, files);
    assert.equal(outcome, [false, 'failed']);
    assert.ok(problems.length > 0);
  });
}

verifying('leaves a signature open whose file is not there', () => {
  const { outcome, problems } = read(message, instance);
  assert.equal(outcome, [false, 'unverified']);
  assert.equal(
    problems.map(({ code }) => code),
    ['message-missing'],
  );
});

verifying.run();
