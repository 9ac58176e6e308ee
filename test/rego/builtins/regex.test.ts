import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BuiltinError } from '../../../src/rego/builtins/declaration.js';
import { host } from '../../../src/rego/builtins/regex/host.js';
import { expression } from '../../helpers/expression.js';

const regexMatch = await expression('regex.match(input.pattern, input.text)');
const findGroups = await expression(
  'regex.find_all_string_submatch_n(input.pattern, input.text, input.most)',
);
const findN = await expression('regex.find_n(input.pattern, input.text, input.most)');
const splitText = await expression('regex.split(input.pattern, input.text)');
const replaceText = await expression('regex.replace(input.text, input.pattern, input.replacement)');
const templateMatch = await expression(
  'regex.template_match(input.template, input.text, input.open, input.close)',
);
const isValid = await expression('regex.is_valid(input)');

const match = (pattern: unknown, text: unknown) => regexMatch({ pattern, text });
const groups = (pattern: unknown, text: unknown, most: unknown = -1) =>
  findGroups({ pattern, text, most });

const matching = suite('regex.match');

matching('finds a match anywhere', () => {
  assert.is(match('b+c', 'aabbcc'), true);
  assert.is(match('^b', 'ab'), false);
  assert.is(match('b$', 'ab'), true);
  assert.is(match('', ''), true);
  assert.is(match('a|', 'x'), true);
});

matching('counts code points, not bytes', () => {
  assert.is(match('^.{3}$', 'é日😀'), true);
  assert.is(match('^[^a]$', '😀'), true);
  assert.is(match('[à-ü]', 'xé'), true);
  assert.is(match('^[^é]$', 'é'), false);
  assert.is(match('\\B[^a]', 'aé'), false);
  assert.is(match('\\x{1F600}|\\xe9', 'é'), true);
});

matching('knows classes by letters and by names', () => {
  assert.is(match('^\\w+\\s\\d\\D\\W$', 'a_1 2x-'), true);
  assert.is(match('^[[:alpha:]]+[[:^digit:]][\\d-]$', 'abc.-'), true);
  assert.is(match('^[]a-]+$', 'a]-'), true);
  assert.is(match('^\\p{Greek}\\pL\\PN$', 'αbc'), true);
});

matching('folds letters where flags ask for it', () => {
  assert.is(match('(?i)^abc', 'ABc'), true);
  assert.is(match('a(?i:b)c', 'aBc'), true);
  assert.is(match('a(?i:b)c', 'aBC'), false);
  assert.is(match('(?i)^[k-s]+$', 'K\u212aſ'), true);
  assert.is(match('(?i)é', 'É'), true);
  assert.is(match('(?i)a(?-i)b', 'AB'), false);
});

matching('knows lines, texts and words', () => {
  assert.is(match('(?m)^b$', 'a\nb\nc'), true);
  assert.is(match('^b$', 'a\nb\nc'), false);
  assert.is(match('\\bfoo\\b', 'a foo.'), true);
  assert.is(match('\\bfoo\\b', 'afoo'), false);
  assert.is(match('(?s)a.b', 'a\nb'), true);
  assert.is(match('a.b', 'a\nb'), false);
  assert.is(match('\\Aab\\z', 'ab'), true);
  assert.is(match('\\Qa.b\\E+', 'a.bb'), true);
});

matching('stays linear where backtracking would not', () => {
  const text = 'a'.repeat(20_000);
  assert.is(match('(a*)*b', text), false);
  assert.is(match('(a|aa)+$', `${text}b`), false);
  assert.is(match('(x+x+)+y', 'x'.repeat(20_000)), false);
});

matching('answers where the automaton would grow too large', () => {
  const tail = 'ab'.repeat(20);
  assert.is(match('(a|b)*a(a|b){15}c', `${tail.repeat(40)}c`), true);
  assert.is(match('(a|b)*a(a|b){15}d', `${tail.repeat(40)}c`), false);
  assert.is(match('(?:.{900}x){1}', 'y'.repeat(2000)), false);
});

matching('says in Go’s words what is wrong with a pattern', () => {
  const error = (pattern: string) =>
    String(match(pattern, 'a')).replace(
      'eval_builtin_error: regex.match: error parsing regexp: ',
      '',
    );
  assert.is(error('[a'), 'missing closing ]: `[a`');
  assert.is(error('a(b'), 'missing closing ): `a(b`');
  assert.is(error('a)b'), 'unexpected ): `a)b`');
  assert.is(error('*a'), 'missing argument to repetition operator: `*`');
  assert.is(error('a**'), 'invalid nested repetition operator: `**`');
  assert.is(error('a{1001}'), 'invalid repeat count: `{1001}`');
  assert.is(error('(a{100}){11}'), 'invalid repeat count: `{11}`');
  assert.is(error('[z-a]'), 'invalid character class range: `z-a`');
  assert.is(error('[[:x:]]'), 'invalid character class range: `[:x:]`');
  assert.is(error('\\8'), 'invalid escape sequence: `\\8`');
  assert.is(error('a\\'), 'trailing backslash at end of expression: ``');
  assert.is(error('(?=a)'), 'invalid or unsupported Perl syntax: `(?=`');
  assert.is(error('(?P<n'), 'invalid named capture: `(?P<n`');
});

matching('looks at the operands before the pattern', () => {
  assert.is(match('(', 1), 'eval_type_error: regex.match: operand 2 must be string but got number');
  assert.is(match(1, 1), 'eval_type_error: regex.match: operand 1 must be string but got number');
});

matching('keeps no memory from one evaluation to the next, however many patterns there are', () => {
  for (let i = 0; i < 3000; i++) {
    assert.is(match(`^(a|b${i})+x{${i % 50}}$`, `ab${i}a${'x'.repeat(i % 50)}`), true);
  }
});

matching.run();

const finding = suite('regex.find_all_string_submatch_n');

finding('gives each match with its groups, from left to right', () => {
  assert.equal(groups('(a)(b)?', 'abxa'), [
    ['ab', 'a', 'b'],
    ['a', 'a', ''],
  ]);
  assert.equal(groups('(?P<x>é+)', 'éxéé', 1), [['é', 'é']]);
  assert.equal(groups('x', 'abc'), []);
  assert.equal(groups('a', 'aa', 0), []);
});

finding('prefers what stands first, and longer repetitions unless they are lazy', () => {
  assert.equal(groups('(a|ab)(c|bcd)', 'abcd'), [['abcd', 'a', 'bcd']]);
  assert.equal(groups('a+?', 'aaa', 1), [['a']]);
  assert.equal(groups('(a*)(a*)', 'aa'), [['aa', 'aa', '']]);
  assert.equal(groups('(|a)*', 'aa'), [
    ['', ''],
    ['', ''],
    ['', ''],
  ]);
});

finding('counts an empty match unless it touches the one before', () => {
  assert.equal(groups('a*', 'baac'), [[''], ['aa'], ['']]);
  assert.equal(groups('', 'é'), [[''], ['']]);
});

finding('finds the same in long texts as in short ones', () => {
  const gap = '.é'.repeat(20_000);
  assert.equal(groups('(a|ab)(c|bcd)?(?-i:x|$)', `${gap}abcdx${gap}acx`), [
    ['abcdx', 'a', 'bcd'],
    ['acx', 'a', 'c'],
  ]);
  assert.equal(groups('\\bword\\b|^\\.', `${gap} word.`), [['.'], ['word']]);
});

finding.run();

const findingN = suite('regex.find_n');
findingN('gives whole matches, at most so many', () => {
  assert.equal(findN({ pattern: '(a)b?', text: 'abxaé', most: -1 }), ['ab', 'a']);
  assert.equal(findN({ pattern: 'a', text: 'aaa', most: 2 }), ['a', 'a']);
});
findingN.run();

const splitting = suite('regex.split');
splitting('gives the parts between matches', () => {
  const split = (pattern: string, text: string) => splitText({ pattern, text });
  assert.equal(split(',\\s*', 'a, b,,c'), ['a', 'b', '', 'c']);
  assert.equal(split('', 'aé'), ['a', 'é']);
  assert.equal(split('x*', 'axb'), ['a', 'b']);
  assert.equal(split('a', ''), ['']);
  assert.equal(split('', ''), []);
  assert.equal(split('\\pL{0}', 'éx'), ['é', 'x']);
});
splitting.run();

const replacing = suite('regex.replace');
replacing('puts groups in the place of `$1` and `${name}`, and a dollar for two', () => {
  const replace = (text: string, pattern: string, replacement: string) =>
    replaceText({ text, pattern, replacement });
  assert.is(replace('abcab', 'a(b)', '<$1>'), '<b>c<b>');
  assert.is(replace('abc', '(?P<x>b)', '${x}${1}$x$$$'), 'abbb$$c');
  assert.is(replace('abc', 'b', '$1x${1'), 'a${1c');
  assert.is(replace('baac', 'a*', '-'), '-b-c-');
  assert.is(replace('é', 'x', 'y'), 'é');
  assert.is(replace('ab', '(?<n>a)|(?<n>b)', '[${n}]'), '[a][b]');
});
replacing.run();

const templates = suite('regex.template_match');
templates('takes delimiters of one byte, and reads each part by itself', () => {
  const match = (template: string, text: string, open = '{', close = '}') =>
    templateMatch({ template, text, open, close });
  assert.is(match('urn:{[a-z]+}.x', 'urn:ab.x'), true);
  assert.is(match('urn:<a|b>', 'urn:b', '<', '>'), true);
  assert.is(
    match('x', 'x', 'é'),
    'eval_builtin_error: regex.template_match: start delimiter has to be exactly one character long but is 2 long',
  );
  assert.is(
    match('{a', 'x'),
    'eval_builtin_error: regex.template_match: unbalanced braces in "{a"',
  );
  assert.is(
    match('{(}', 'x'),
    'eval_builtin_error: regex.template_match: error parsing regexp: missing closing ): `^($`',
  );
});
templates.run();

const validity = suite('regex.is_valid');
validity('tells whether Go could read the pattern', () => {
  assert.is(isValid('a(b|c)*'), true);
  assert.is(isValid('\\pL'), true);
  assert.is(isValid('(?<n>a)(?<m>b)'), true);
  assert.is(isValid('a(b'), false);
  assert.is(isValid('\\p{Klingon}'), false);
  assert.is(isValid(1), false);
});
validity.run();

const both = suite('regular expressions in the runtime and in the host');
both('give the same', () => {
  const piece = fc.oneof(
    fc.constantFrom('a', 'b', '.', '\\w', '[^a]', 'é', '[a-é]', '^', '$', '\\b', '\\B', ' ', '-'),
    fc.constantFrom('(a)', '(?:ab|a)', '(a|ab)', '(?i)K', '(?m)^', '(?m)$', '[[:punct:]]', '(|b)'),
  );
  const times = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}');
  const part = fc.tuple(piece, times).map(([item, repeated]) => item + repeated);
  const pattern = fc
    .array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((branches) => branches.map((branch) => branch.join('')).join('|'));
  const text = fc
    .array(fc.constantFrom('a', 'b', 'é', ' ', '-', '\n', 'k', 'K', '\u212a', '😀'), {
      maxLength: 8,
    })
    .map((characters) => characters.join(''));
  const context = { now: () => 5n, memo: new Map(), environment: new Map() };
  fc.assert(
    fc.property(pattern, text, (pattern, text) => {
      const expected = host.get('regex.find_all_string_submatch_n')?.([pattern, text, -1], context);
      assert.equal(groups(pattern, text), expected);
      assert.is(match(pattern, text), (expected as unknown[]).length > 0);
    }),
    { numRuns: 500 },
  );
  assert.throws(
    () => host.get('regex.match')?.(['(', ''], context),
    (failure: unknown) => failure instanceof BuiltinError,
  );
});
both.run();
