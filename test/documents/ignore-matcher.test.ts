import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ignoreMatcher, parseIgnore } from '../../src/documents/context/ignore-matcher.js';

const ignoring = suite('ignoreMatcher');

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
  ['[[:alpha:]]x', 'bx', true],
  ['[[:alpha:]]x', '1x', false],
  ['{1,2}?b', 'xb', true],
  ['{1,2}b?', 'xbc', false],
  ['{0}b?', 'xbc', true],
  ['a{2}b', 'aab', false],
  ['a{2}?', 'aab', true],
  ['a-b?', 'a-bc', true],
  ['\\-b?', '-bc', true],
  ['a/ ', 'a/b', true],
  // An exception that did not count for the folder when it was looked at is not remembered for what lies in it.
  ['**/b\n!*', 'a/b', true],
  ['a\n!*\nb', 'a/b', false],
];

ignoring('follows the rules of BuildKit', () => {
  for (const [patterns, path, wanted] of cases) {
    assert.is(
      ignoreMatcher(parseIgnore(patterns))(path),
      wanted,
      `${JSON.stringify(patterns)} ${path}`,
    );
  }
});

ignoring('takes no longer for many wildcards', () => {
  for (const [pattern, path, wanted] of [
    [`${'*a'.repeat(20)}x`, 'a'.repeat(100), false],
    [`${'**a'.repeat(20)}x`, 'a/'.repeat(100), false],
    [`${'**/'.repeat(20)}x`, `${'a/'.repeat(50)}x`, true],
    [`${'?*'.repeat(20)}/x`, 'a'.repeat(200), false],
    ['*.a*b*[c-d]*', 'x.ayybzzcww', true],
    ['*.a*b*\\*', 'x.ab*', true],
  ] as const) {
    assert.is(ignoreMatcher(parseIgnore(pattern))(path), wanted, pattern);
  }
});

ignoring('calls those patterns faulty that Docker refuses', () => {
  const faulty = (pattern: string) => parseIgnore(pattern)[0]?.fault !== undefined;
  for (const pattern of [
    '[',
    '[a-',
    '[]a]',
    'a\\',
    '!',
    '! /',
    '?b[',
    '**/\\',
    '\\é?',
    'a**{2}',
    '[a-c-e]',
  ]) {
    assert.ok(faulty(pattern), pattern);
  }
  for (const pattern of ['a]', '!.// ', 'x/?+**/[a-c-e]', '{1,2}b']) {
    assert.not.ok(faulty(pattern), pattern);
  }
});

ignoring.run();
