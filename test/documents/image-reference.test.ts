import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseImagePattern, parseImageReference } from '../../src/model/image-reference.js';

const D = `sha256:${'a'.repeat(64)}`;

const references = suite('parseImageReference');

function shown(text: string): string | undefined {
  const found = parseImageReference(text);
  return (
    found &&
    `${found.registry} ${found.repository}${found.tag ? `:${found.tag}` : ''}${found.digest ? '@' : ''}`
  );
}

references('fills in what Docker fills in', () => {
  for (const [text, wanted] of [
    ['debian', 'docker.io library/debian'],
    ['debian:12', 'docker.io library/debian:12'],
    [`debian:12@${D}`, 'docker.io library/debian:12@'],
    ['acme/x', 'docker.io acme/x'],
    ['index.docker.io/x', 'docker.io library/x'],
    ['localhost/x', 'localhost x'],
    ['localhost:5000/x', 'localhost:5000 x'],
    ['GHCR.io/acme/x', 'ghcr.io acme/x'],
    ['Foo/x', 'foo x'],
    ['[::1]:5000/x:1', '[::1]:5000 x:1'],
    ['a.b_c/x', 'a.b_c x'],
    ['a--b/c__d.e', 'docker.io a--b/c__d.e'],
  ] as const) {
    assert.is(shown(text), wanted, text);
  }
});

references('are none where the grammar has no such thing', () => {
  for (const text of [
    '',
    'A',
    'a/B',
    'a..b',
    'a___b',
    'a-',
    '/a',
    'a//b',
    'a:',
    'a:-x',
    `a:${'x'.repeat(129)}`,
    'a@sha256:abc',
    `a@${D}0`,
    `a@${D.toUpperCase()}`,
    'a:b:c',
    'http://a.b/c',
    '-x.io/a',
    'a'.repeat(256),
    'f'.repeat(64),
    'a*',
  ]) {
    assert.is(shown(text), undefined, text);
  }
});

references.run();

const patterns = suite('parseImagePattern');

patterns('may have globs in all parts but the digest', () => {
  assert.equal(parseImagePattern('*.acme.example/**:1.*'), {
    registry: '*.acme.example',
    repository: '**',
    tag: '1.*',
  });
  assert.is(parseImagePattern('a@sha256:*'), undefined);
});

patterns.run();
