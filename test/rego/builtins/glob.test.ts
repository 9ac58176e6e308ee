import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BuiltinError } from '../../../src/rego/builtins/declaration.js';
import { host } from '../../../src/rego/builtins/glob/host.js';
import type { Value } from '../../../src/rego/builtins/value.js';
import { expression } from '../../helpers/expression.js';

const evaluate = await expression('glob.match(input.glob, input.delimiters, input.text)');
const match = (glob: unknown, delimiters: unknown, text: unknown) =>
  evaluate({ glob, delimiters, text });

const glob = suite('glob.match');

glob('matches the whole of a text', () => {
  assert.is(match('a*', null, 'abc'), true);
  assert.is(match('b', null, 'abc'), false);
  assert.is(match('', null, ''), true);
});

glob('stops at delimiters, but not with two asterisks', () => {
  assert.is(match('*.com', ['.'], 'api.example.com'), false);
  assert.is(match('**.com', ['.'], 'api.example.com'), true);
  assert.is(match('a?c', ['/'], 'a/c'), false);
  assert.is(match('a/*/c', ['/'], 'a/b/c'), true);
  assert.is(match('é*', ['é', '/'], 'éxy'), true);
});

glob('takes the dot where the delimiters are empty, and none where they are null', () => {
  assert.is(match('*', [], 'a.b'), false);
  assert.is(match('*', null, 'a.b/c'), true);
});

glob('knows classes, alternatives and escapes', () => {
  assert.is(match('[a-c][!x]', null, 'bé'), true);
  assert.is(match('[ab-]', null, '-'), true);
  assert.is(match('{a,b{c,d}}e', null, 'bde'), true);
  assert.is(match('{*.pem,**/{x,y}}', ['/'], 'a/b/y'), true);
  assert.is(match('\\*\\{a', null, '*{a'), true);
  assert.is(match('a,b}', null, 'a,b}'), true);
});

glob('lets a lone question mark match the empty text, as OPA does', () => {
  assert.is(match('?', null, ''), true);
  assert.is(match('[!a]', null, ''), true);
  assert.is(match('a?', null, 'a'), false);
});

glob('says what is wrong', () => {
  const wrong = (pattern: string) =>
    String(match(pattern, null, '')).replace('eval_builtin_error: glob.match: ', '');
  assert.is(wrong('a['), 'unexpected end of input');
  assert.is(wrong('[ab'), 'unexpected end of input');
  assert.is(wrong('[]'), 'could not parse range');
  assert.is(wrong('[a-cx]'), 'expected close range character');
  assert.is(wrong('[ü-a]'), "hi character 'a' should be greater than lo 'ü'");
});

glob('takes delimiters of one character each', () => {
  const error = (delimiters: unknown) =>
    String(match('[', delimiters, 1)).replace(
      'eval_type_error: glob.match: operand 2 must be ',
      '',
    );
  assert.is(error(['ab']), 'array of runes but got array containing string');
  assert.is(error([1]), 'array of strings but got array containing number');
  assert.is(error('x'), 'one of {array, null} but got string');
});

glob('stays linear', () => {
  assert.is(match('*a*a*a*a*a*a*a*a*b', null, 'a'.repeat(20_000)), false);
});

glob('gives the same in the runtime and in the host', () => {
  const context = { now: () => 5n, memo: new Map(), environment: new Map() };
  const onHost = (args: readonly Value[]) => {
    try {
      return host.get('glob.match')?.(args, context);
    } catch (failure) {
      if (!(failure instanceof BuiltinError)) throw failure;
      return `eval_${failure.kind}_error: glob.match: ${failure.message}`;
    }
  };
  const piece = fc.constantFrom(
    ...['a', 'b', '/', '.', 'é', '*', '**', '?', '[ab]', '[!a]', '[a-c]', '{a,b}', '{a,*b}'],
    ...['{', '}', ',', '\\', '[', ']', '-', '!', '[z-a]', '[a-'],
  );
  const glob = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const delimiters = fc.constantFrom(null, [], ['/'], ['.', 'é'], ['ab'], 'x');
  const text = fc
    .array(fc.constantFrom('a', 'b', '/', '.', 'é', '-'), { maxLength: 6 })
    .map((characters) => characters.join(''));
  fc.assert(
    fc.property(glob, delimiters, text, (glob, delimiters, text) => {
      assert.is(match(glob, delimiters, text), onHost([glob, delimiters, text]));
    }),
    { numRuns: 1000 },
  );
});

glob.run();
