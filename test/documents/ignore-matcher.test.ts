import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isIgnored, parseIgnore } from '../../src/documents/context/ignore-matcher.js';

const ignoring = suite('isIgnored');

const cases: [string, string, boolean][] = [
  ['foo', 'foo', true],
  ['foo', 'dir/foo', false],
  ['**/foo', 'dir/foo', true],
  ['**/foo', 'foo', true],
  ['dir', 'dir/a/b', true],
  ['*', 'a/b', true],
  ['*.md\n!README.md', 'README.md', false],
  ['*.md\n!README.md\nREADME.md', 'README.md', true],
  ['dir\n!dir/keep', 'dir/keep', false],
  ['/rooted', 'rooted', true],
  ['./x/../y', 'y', true],
  ['# comment', '# comment', false],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['[a-c]x', 'bx', true],
  ['a(b)c', 'a(b)c', true],
  ['**', 'any/thing', true],
  ['dir/**', 'dir', false],
  ['dir/**', 'dir/x', true],
  ['/../up', 'up', true],
  ['../up', 'up', false],
  ['**foo', 'barfoo', true],
  ['**/*.md', 'a/b/c.md', true],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['\\!x', '!x', true],
  ['  spaced  ', 'spaced', true],
  [' # not first', '# not first', true],
  ['[^a]x', 'ax', false],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['A', 'a', false],
  ['*\n!src\nsrc/*.log', 'src/a.log', true],
  ['*\n!src\nsrc/*.log', 'src/a.ts', false],
  ['\ufefffoo', 'foo', true],
  ['foo\r\nbar\r', 'foo', true],
  ['! foo', 'foo', false],
];

ignoring('follows the rules of BuildKit', () => {
  for (const [patterns, path, wanted] of cases) {
    assert.is(
      isIgnored(parseIgnore(patterns), path),
      wanted,
      `${JSON.stringify(patterns)} ${path}`,
    );
  }
});

ignoring.run();
