import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDocument } from '../../src/documents/check-document.js';
import { contextOf } from '../../src/documents/context/context-document.js';
import { copiedPaths } from '../../src/documents/context/copied-paths.js';
import { sniff } from '../../src/documents/context/sniff.js';
import { parse } from '../../src/documents/dockerfile/parse.js';
import { memoryTree } from '../helpers/memory-tree.js';

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n';

const contexts = suite('contextOf');

contexts('takes the ignore file of the Dockerfile before that of the folder', () => {
  const files = memoryTree({
    'a/Dockerfile': 'FROM x\n',
    'a/Dockerfile.dockerignore': '*\n',
    'a/.dockerignore': 'x\n',
  });
  assert.is(contextOf('a/Dockerfile', files).value['ignoreFile'], 'a/Dockerfile.dockerignore');
  const { value } = contextOf('b/Dockerfile', files);
  assert.equal([value['ignoreFile'], value.uri], [null, 'b/.dockerignore']);
});

contexts('takes what Podman looks for first for Containerfiles alone', () => {
  const files = memoryTree({
    '.containerignore': 'x\n',
    '.dockerignore': 'y\n',
    'b/.containerignore': 'z\n',
  });
  assert.is(contextOf('Containerfile', files).value['ignoreFile'], '.containerignore');
  assert.is(contextOf('Dockerfile', files).value['ignoreFile'], '.dockerignore');
  assert.is(contextOf('b/Dockerfile', files).value['ignoreFile'], 'b/.containerignore');
});

contexts('lies in another folder where that is said', () => {
  const files = memoryTree({
    '.dockerignore': 'x\n',
    'a/.dockerignore': 'y\n',
    'a/Dockerfile': 'FROM x\n',
  });
  const { value } = contextOf('a/Dockerfile', files, { folder: '' });
  assert.equal([value['ignoreFile'], value['folder']], ['.dockerignore', '.']);
});

contexts('lists what is sent, with what gives itself away', () => {
  const files = memoryTree({
    '.dockerignore': 'secret\n',
    'secret/key': KEY,
    'deploy/notes': KEY,
    '.npmrc': '//registry.example/:_authToken=abc\n',
    'safe/.npmrc': '//registry.example/:_authToken=${TOKEN}\n',
    'main.ts': KEY,
  });
  const document = checkDocument(contextOf('Dockerfile', files));
  assert.equal(document.diagnostics, []);
  assert.equal(document.value['files'], [
    { path: '.dockerignore', size: 7 },
    { path: '.npmrc', size: 35, sniff: 'auth-token' },
    { path: 'deploy/notes', size: 38, sniff: 'private-key' },
    { path: 'main.ts', size: 38 },
    { path: 'safe/.npmrc', size: 40 },
  ]);
});

contexts('reports patterns that Docker refuses, and goes on without them', () => {
  const files = memoryTree({ '.dockerignore': 'a[\n!\nb\n' });
  const document = contextOf('Dockerfile', files, { probes: ['b', 'c'] });
  assert.not(document.complete);
  assert.equal(
    document.diagnostics.map(({ message }) => message),
    ['`a[` is no pattern', '`!` needs a pattern'],
  );
  const probe = document.value['probe'] as Record<string, boolean>;
  assert.equal([probe['b'], probe['c']], [true, false]);
});

contexts('refuses what would keep it busy, and says so', () => {
  for (const text of [`${'*a'.repeat(1_000_000)}\n`, 'a*b*c*d\n'.repeat(50_000)]) {
    const { complete, diagnostics } = contextOf(
      'Dockerfile',
      memoryTree({ '.dockerignore': text }),
    );
    assert.is(complete, false);
    assert.is(diagnostics.length, 1);
  }
});

contexts.run();

const copied = suite('copiedPaths');

copied('are the plain paths that come from the context', () => {
  const text =
    'FROM a AS b\nCOPY ./.env src/ *.json /x/\nCOPY --from=b /y /z\nADD https://x.example/a ../up /w/\n';
  const document = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  assert.equal(copiedPaths(document), ['.env', 'src']);
});

copied.run();

const sniffing = suite('sniff');

sniffing('knows keys, and leaves public ones alone', () => {
  const of = (text: string) => sniff(new TextEncoder().encode(text));
  assert.is(of('-----BEGIN RSA PRIVATE KEY-----'), 'private-key');
  assert.is(of('-----BEGIN PUBLIC KEY-----'), undefined);
  assert.is(of('-----BEGIN CERTIFICATE-----'), undefined);
  assert.is(of(`aws_secret_access_key = ${'a'.repeat(40)}`), 'aws-key');
});

sniffing.run();
