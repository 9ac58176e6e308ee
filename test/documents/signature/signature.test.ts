import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { readTrust } from '../../../src/documents/sigstore/read-trust.js';
import type { Trust } from '../../../src/model/trust.js';
import { memoryTree } from '../../helpers/memory-tree.js';

const HEX = 'a'.repeat(64);

function read(files: Readonly<Record<string, string>>, trust?: Trust) {
  const { value, diagnostics } = parseDocuments(memoryTree(files), Object.keys(files), {
    ...(trust && { trust }),
  });
  return {
    documents: value,
    values: value.map((document) => document.value),
    messages: diagnostics.map(({ message }) => message),
  };
}

function trustOf(...keys: readonly KeyObject[]): Trust {
  const sources = keys.map((key, at) => ({
    path: `${at}.pub`,
    text: String(createPublicKey(key).export({ type: 'spki', format: 'pem' })),
  }));
  const { value, diagnostics } = readTrust(sources, []);
  assert.equal(diagnostics, []);
  return value;
}

const statement = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v0.1',
  subject: [{ name: 'app', digest: { sha256: HEX } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: {
      buildType: 'https://build.example/v1',
      externalParameters: {
        workflow: { repository: 'https://git.example/acme/app', ref: 'refs/heads/main' },
      },
      resolvedDependencies: [
        {
          uri: 'git+https://git.example/acme/app@refs/heads/main',
          digest: { gitCommit: 'b'.repeat(40) },
        },
      ],
    },
    runDetails: { builder: { id: 'https://build.example' }, metadata: { invocationId: '7' } },
  },
});

const TYPE = 'application/vnd.in-toto+json';

function envelope(key: KeyObject, text = statement, encoding: 'base64' | 'base64url' = 'base64') {
  const payload = Buffer.from(text);
  const signed = Buffer.from(`DSSEv1 ${TYPE.length} ${TYPE} ${payload.length} ${text}`);
  const sig = sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', signed, key);
  return {
    payloadType: TYPE,
    payload: payload.toString(encoding),
    signatures: [{ keyid: '', sig: sig.toString(encoding) }],
  };
}

const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const attestations = suite('attestations');

attestations(
  'are verified with the key that made them, of every type and in both alphabets',
  () => {
    const keys = [
      ec(),
      generateKeyPairSync('ed25519').privateKey,
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    ];
    for (const key of keys) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const text = JSON.stringify(envelope(key, statement, encoding));
        const { values, messages } = read({ 'a.json': text }, trustOf(ec(), key));
        assert.equal(messages, []);
        const [value] = values;
        assert.equal(
          [value?.kind, value?.['verified'], value?.['assurance']],
          ['attestation', true, 'verified'],
        );
        assert.is(value?.['keyFingerprint'], trustOf(key).keys[0]?.fingerprint);
      }
    }
  },
);

attestations('fail with another key, or where the payload was changed', () => {
  const key = ec();
  const made = envelope(key);
  const changed = {
    ...made,
    payload: Buffer.from(statement.replace('app', 'APP')).toString('base64'),
  };
  for (const [value, trust] of [
    [made, trustOf(ec())],
    [changed, trustOf(key)],
  ] as const) {
    const [read1] = read({ 'a.json': JSON.stringify(value) }, trust).values;
    assert.equal([read1?.['verified'], read1?.['assurance']], [false, 'failed']);
    assert.equal(read1?.['verificationProblems'], [
      { code: 'signature', message: 'none of the given keys has made this signature' },
    ]);
  }
});

attestations('are never verified by what they say of themselves', () => {
  const claim = { ...envelope(ec()), verified: true, assurance: 'verified' };
  const [value] = read({ 'a.json': JSON.stringify(claim) }).values;
  assert.equal([value?.['verified'], value?.['assurance']], [false, 'unverified']);
  const [bare] = read({ 'a.json': statement }).values;
  assert.equal([bare?.['verified'], bare?.['assurance']], [false, 'unsigned']);
});

attestations('say who built what from where, one document for each line', () => {
  const text = `${statement}\n${JSON.stringify(envelope(ec()))}\n`;
  const { documents, values, messages } = read({ 'a.intoto.jsonl': text });
  assert.equal(messages, []);
  assert.equal(
    values.map(({ format, loc }) => [format, loc]),
    [
      ['in-toto', { uri: 'a.intoto.jsonl', ptr: '/0' }],
      ['dsse', { uri: 'a.intoto.jsonl', ptr: '/1' }],
    ],
  );
  for (const { slsa } of values as unknown as { slsa: { builder: string; source: unknown } }[]) {
    assert.is(slsa.builder, 'https://build.example');
    assert.equal(slsa.source, {
      uri: 'https://git.example/acme/app@refs/heads/main',
      repository: 'https://git.example/acme/app',
      ref: 'refs/heads/main',
      commit: 'b'.repeat(40),
      digest: { gitCommit: 'b'.repeat(40) },
    });
  }
  assert.is(documents[1]?.locate?.('/1/payload')?.line, 2);
});

attestations('that lie beside a file must be about it', () => {
  const key = ec();
  const files = { 'app.tar': 'x', 'app.tar.att': JSON.stringify(envelope(key)) };
  const [value] = read(files, trustOf(key)).values;
  assert.equal(value?.['verificationProblems'], [
    { code: 'subject', message: 'it is not about `app.tar`, beside which it lies' },
  ]);
});

attestations.run();

const signatures = suite('signatures');

signatures('that cosign reports are claims, however it spells the keys', () => {
  const image = { 'docker-manifest-digest': `sha256:${HEX}` };
  const identity = { 'docker-reference': 'reg.example/app' };
  const optional = { Issuer: 'https://token.example', Subject: 'ana@acme.example', team: 'a' };
  for (const one of [
    { critical: { identity, image, type: 'cosign container image signature' }, optional },
    {
      Critical: {
        Identity: { 'docker-reference': 'reg.example/app' },
        Image: { 'Docker-manifest-digest': `sha256:${HEX}` },
      },
      Optional: optional,
    },
  ]) {
    const { values, messages } = read({ 's.json': JSON.stringify([one]) });
    assert.equal(messages, []);
    const [value] = values;
    assert.equal(
      [
        value?.kind,
        value?.['verified'],
        value?.['assurance'],
        value?.['digest'],
        value?.['annotations'],
      ],
      ['signature', false, 'reported', `sha256:${HEX}`, { team: 'a' }],
    );
    const signer = value?.['identity'] as { san: string } | undefined;
    assert.is(signer?.san, 'ana@acme.example');
  }
});

signatures('that cosign downloads are verified over their payload', () => {
  const key = ec();
  const payload = JSON.stringify({
    critical: { identity: {}, image: { 'docker-manifest-digest': `sha256:${HEX}` }, type: '' },
    optional: null,
  });
  const line = {
    Base64Signature: sign('sha256', Buffer.from(payload), key).toString('base64'),
    Payload: Buffer.from(payload).toString('base64'),
    Cert: null,
    Bundle: null,
  };
  const { values, messages } = read({ 's.json': JSON.stringify(line) }, trustOf(key));
  assert.equal(messages, []);
  assert.equal(
    [
      values[0]?.['verified'],
      values[0]?.['digest'],
      values[0]?.['target'],
      values[0]?.['signatureKind'],
    ],
    [true, `sha256:${HEX}`, 'image', 'key'],
  );
});

signatures('that are broken are named, and nothing of them is verified', () => {
  const key = ec();
  const broken = { ...envelope(key), payload: '%%%' };
  const cases: readonly (readonly [string, string])[] = [
    ['a.sigstore.json', '{'],
    ['a.sigstore.json', '{"a": 1}'],
    ['a.sigstore.json', '['.repeat(1000)],
    ['a.sigstore.json', '\u0000'],
    ['a.sigstore.json', '{"mediaType": "application/vnd.dev.sigstore.bundle+json;version=9"}'],
    ['a.json', JSON.stringify(broken)],
    ['a.json', JSON.stringify(envelope(key, '{"_type": '))],
    ['a.json', JSON.stringify(envelope(key, '['.repeat(1000)))],
  ];
  for (const [uri, text] of cases) {
    const { documents, messages } = read({ [uri]: text }, trustOf(key));
    assert.ok(messages.length > 0, text.slice(0, 40));
    assert.not(documents.some(({ complete }) => complete));
    assert.not(
      messages.some((message) => message.includes('breaks the schema')),
      messages.join(),
    );
  }
});

signatures.run();

const trust = suite('readTrust');

trust('refuses what cannot verify anything', () => {
  const secret = createPrivateKey(ec().export({ type: 'pkcs8', format: 'pem' }));
  const pem = String(secret.export({ type: 'pkcs8', format: 'pem' }));
  const { value, diagnostics } = readTrust(
    [
      { path: 'a', text: pem },
      { path: 'b', text: 'no key' },
    ],
    [
      { path: 'c', text: '{}' },
      { path: 'd', text: '{' },
    ],
  );
  assert.equal(value, { keys: [], roots: [] });
  assert.equal(
    diagnostics.map(({ code, path }) => [code, path]),
    [
      ['trust/unusable', 'a'],
      ['trust/unusable', 'b'],
      ['trust/unusable', 'c'],
      ['trust/unusable', 'd'],
    ],
  );
});

trust.run();
