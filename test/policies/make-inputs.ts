/**
 * Writes those of the rules' good and bad inputs that nobody writes by hand, `npx tsx test/policies/make-inputs.ts`: archives of
 * images, and signed files, with keys and certificates that live no longer than this program. What verifies those is kept in
 * `test/policies/organisation`.
 */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layout, tar } from '../helpers/make-image.js';
import {
  ecKey,
  envelopeBytes,
  type Identity,
  IN_TOTO,
  sigstoreInstance,
} from '../helpers/sigstore-instance.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const IMAGE = digestOf('the image');
const OTHER = digestOf('another image');
const BASE = digestOf('the base');

const instance = sigstoreInstance(new Date('2026-01-01T00:00:00Z'));
const at = new Date('2026-11-20T10:00:00Z');
const workflow = (ref: string): Identity => ({
  issuer: 'https://token.git.example',
  uri: `https://git.example/acme/app/.git/workflows/release.yml@${ref}`,
  repository: 'https://git.example/acme/app',
  ref,
});
const release = workflow('refs/heads/main');
const releaseKey = ecKey();
const oldKey = ecKey();

const publicHalf = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'pem' });
const fingerprint = (key: KeyObject) =>
  `sha256:${createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('hex')}`;

/** What `cosign download signature` prints. */
function downloaded(digest: string, key: KeyObject): string {
  const payload = Buffer.from(
    JSON.stringify({
      critical: {
        identity: { 'docker-reference': 'registry.example/acme/app' },
        image: { 'docker-manifest-digest': `sha256:${digest}` },
        type: 'cosign container image signature',
      },
      optional: null,
    }),
  );
  return `${JSON.stringify({
    Base64Signature: sign('sha256', payload, key).toString('base64'),
    Payload: payload.toString('base64'),
    Cert: null,
    Chain: null,
    Bundle: null,
    RFC3161Timestamp: null,
  })}\n`;
}

function statement(digest: string, predicateType: string, predicate: object): object {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'registry.example/acme/app', digest: { sha256: digest } }],
    predicateType,
    predicate,
  };
}

/** How newer versions of cosign sign an image: a statement that says nothing more. */
const signature = (digest: string, identity: Identity) =>
  json(
    instance.signStatement(statement(digest, 'https://sigstore.dev/cosign/sign/v1', {}), identity, {
      at,
    }),
  );

const attested = (digest: string, type: string, predicate: object) =>
  json(instance.signStatement(statement(digest, type, predicate), release, { at }));

function envelope(value: object, key: KeyObject): string {
  const payload = Buffer.from(JSON.stringify(value));
  const sig = sign('sha256', envelopeBytes(IN_TOTO, payload), key).toString('base64');
  return json({
    payload: payload.toString('base64'),
    payloadType: IN_TOTO,
    signatures: [{ keyid: '', sig }],
  });
}

const image = json([
  {
    Id: `sha256:${digestOf('the config')}`,
    RepoTags: ['registry.example/acme/app:1.4.0'],
    RepoDigests: [`registry.example/acme/app@sha256:${IMAGE}`],
    Created: '2026-11-20T09:50:00Z',
    Architecture: 'amd64',
    Os: 'linux',
    Config: { User: '10001' },
    RootFS: { Type: 'layers', Layers: [] },
  },
]);

const PROVENANCE = 'https://slsa.dev/provenance/v1';
const TESTS = 'https://in-toto.io/attestation/test-result/v0.1';
const provenance = (builder: string) => ({
  buildDefinition: {
    buildType: 'https://build.example/container/v1',
    externalParameters: { source: 'git+https://git.example/acme/app' },
    resolvedDependencies: [],
  },
  runDetails: { builder: { id: builder } },
});
const results = (result: string) => ({
  result,
  configuration: [],
  passedTests: result === 'PASSED' ? ['unit'] : [],
  failedTests: result === 'PASSED' ? [] : ['unit'],
});

const base = `FROM alpine:3.23@sha256:${BASE}\n`;
// Documents of another image come to the subject because they lie beside its Dockerfile.
const files: Readonly<Record<string, string>> = {
  'signature/present/good/image.json': image,
  'signature/present/good/cosign.sig.json': downloaded(IMAGE, releaseKey),
  'signature/present/good/keyless.sigstore.json': signature(IMAGE, release),
  'signature/present/bad/image.json': image,
  'signature/present/bad/Dockerfile': base,
  'signature/present/bad/another-image.sigstore.json': signature(OTHER, release),
  'signature/present/bad/unknown-key.sig.json': downloaded(IMAGE, ecKey()),
  'signature/digest-match/good/image.json': image,
  'signature/digest-match/good/keyless.sigstore.json': signature(IMAGE, release),
  'signature/digest-match/bad/image.json': image,
  'signature/digest-match/bad/Dockerfile': base,
  'signature/digest-match/bad/keyless.sigstore.json': signature(OTHER, release),
  'signature/digest-match/bad/cosign.sig.json': downloaded(OTHER, releaseKey),
  'signature/identity-allowed/good/image.json': image,
  'signature/identity-allowed/good/cosign.sig.json': downloaded(IMAGE, releaseKey),
  'signature/identity-allowed/good/keyless.sigstore.json': signature(IMAGE, release),
  'signature/identity-allowed/bad/image.json': image,
  'signature/identity-allowed/bad/cosign.sig.json': downloaded(IMAGE, oldKey),
  'signature/identity-allowed/bad/keyless.sigstore.json': signature(
    IMAGE,
    workflow('refs/heads/ana/try'),
  ),
  'signature/base-image-signed/good/Dockerfile': base,
  'signature/base-image-signed/good/base.sigstore.json': signature(BASE, release),
  'signature/base-image-signed/bad/Dockerfile': base,
  'signature/base-image-signed/bad/base.sigstore.json': signature(OTHER, release),
  'attestation/provenance-present/good/image.json': image,
  'attestation/provenance-present/good/provenance.intoto.jsonl': attested(
    IMAGE,
    PROVENANCE,
    provenance('https://build.example/release'),
  ),
  'attestation/provenance-present/bad/image.json': image,
  'attestation/provenance-present/bad/Dockerfile': base,
  'attestation/provenance-present/bad/tests.intoto.jsonl': attested(
    IMAGE,
    TESTS,
    results('PASSED'),
  ),
  'attestation/provenance-present/bad/another-image.intoto.jsonl': attested(
    OTHER,
    PROVENANCE,
    provenance('https://build.example/release'),
  ),
  'attestation/tests-passed/good/image.json': image,
  'attestation/tests-passed/good/tests.intoto.jsonl': envelope(
    statement(IMAGE, TESTS, results('PASSED')),
    releaseKey,
  ),
  'attestation/tests-passed/bad/image.json': image,
  'attestation/tests-passed/bad/tests.intoto.jsonl': envelope(
    statement(IMAGE, TESTS, results('FAILED')),
    releaseKey,
  ),
  'attestation/builder-allowed/good/provenance.intoto.jsonl': attested(
    IMAGE,
    PROVENANCE,
    provenance('https://build.example/release'),
  ),
  'attestation/builder-allowed/bad/provenance.intoto.jsonl': attested(
    IMAGE,
    PROVENANCE,
    provenance('https://laptop.example/ana'),
  ),
};
for (const [path, text] of Object.entries(files)) {
  // Lines of JSON hold one value each.
  const lines = path.endsWith('.jsonl') ? `${JSON.stringify(JSON.parse(text))}\n` : text;
  write(join('policies', path), lines);
}

/** An archive of an image with one layer of these files. */
function archive(...paths: readonly string[]): Uint8Array {
  const layer = tar(paths.map((path) => ({ path, content: 'content' })));
  const labels = { 'org.opencontainers.image.base.name': 'gcr.io/distroless/static' };
  const parts = layout([{ arch: 'amd64', layers: [layer], config: { Labels: labels } }]);
  return tar([...parts].map(([path, content]) => ({ path, content })));
}

const archives: Readonly<Record<string, Uint8Array>> = {
  'image/secret-in-layer/good/image.tar': archive('app/server', 'app/.env.example'),
  'image/secret-in-layer/bad/image.tar': archive('app/server', 'app/.env', 'root/.ssh/id_ed25519'),
  'image/runtime-only/good/image.tar': archive('app/server'),
  'image/runtime-only/bad/image.tar': archive('app/server', 'bin/sh', 'usr/bin/curl'),
};
for (const [path, bytes] of Object.entries(archives)) write(join('policies', path), bytes);

const organisation = 'test/policies/organisation';
write(join(organisation, 'release.pub'), String(publicHalf(releaseKey)));
write(join(organisation, 'old.pub'), String(publicHalf(oldKey)));
write(join(organisation, 'trusted_root.json'), json(instance.trustedRoot));
write(
  join(organisation, 'org.yaml'),
  `# Written by \`test/policies/make-inputs.ts\`: what the rules are told in their tests that
# only an organisation can say.
version: 1
layer: org
name: acme

trust:
  documents:
    keys: [release.pub, old.pub]
    trustedRoots: [trusted_root.json]

rules:
  signature/identity-allowed:
    params:
      keys: ["${fingerprint(releaseKey)}"]
      identities:
        - issuer: ${release.issuer}
          subject: https://git\\.example/acme/app/\\.git/workflows/release\\.yml@refs/heads/main
  attestation/builder-allowed:
    params:
      builders: [https://build.example/*]
  policy/required-documents:
    params:
      required_kinds: [scan]
  sbom/package-count:
    params:
      max_packages: 2
`,
);
