import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callNative } from '../../helpers/runtime.js';

const concat = suite('concat');
concat('joins arrays in their order and sets in theirs', () => {
  assert.is(callNative('concat', '"-"', '["b","a"]'), '"b-a"');
  assert.is(callNative('concat', '", "', '{"b","a","ä"}'), '"a, b, ä"');
  assert.is(callNative('concat', '"-"', '[]'), '""');
});
concat('says what is wrong with an operand', () => {
  assert.is(
    callNative('concat', '""', '["a",1]'),
    'eval_type_error: concat: operand 2 must be array of strings but got array containing number',
  );
  assert.is(
    callNative('concat', '""', '1'),
    'eval_type_error: concat: operand 2 must be one of {set, array} but got number',
  );
});
concat.run();

const cases = suite('lower and upper');
cases('map every code point to one', () => {
  assert.is(callNative('upper', '"straße ǆ ŉ ÿ ɐ ꭰ 𐐨"'), '"STRAßE Ǆ ŉ Ÿ Ɐ Ꭰ 𐐀"');
  assert.is(callNative('lower', '"ÄÖ İ Σ Ⱥ Ꭰ 𐐀 Z"'), '"äö i σ ⱥ ꭰ 𐐨 z"');
  assert.is(callNative('lower', '"already"'), '"already"');
});
cases.run();

const searching = suite('contains and indexof');
searching('count code points, not bytes', () => {
  assert.is(callNative('indexof', '"äöü𝄞x"', '"x"'), '4');
  assert.is(callNative('indexof', '"abc"', '"d"'), '-1');
  assert.is(callNative('contains', '"abc"', '""'), 'true');
  assert.is(
    callNative('indexof', '"abc"', '""'),
    'eval_builtin_error: indexof: empty search character',
  );
});
searching('stay linear where the text is made to be slow', () => {
  const text = JSON.stringify('a'.repeat(200_000));
  const part = JSON.stringify(`${'a'.repeat(100_000)}b`);
  const start = performance.now();
  assert.is(callNative('contains', text, part), 'false');
  assert.ok(performance.now() - start < 1000);
});
searching.run();

const substring = suite('substring');
substring('cuts by code points and stops at the end', () => {
  assert.is(callNative('substring', '"äöü𝄞x"', '1', '3'), '"öü𝄞"');
  assert.is(callNative('substring', '"abc"', '1', '-1'), '"bc"');
  assert.is(callNative('substring', '"abc"', '5', '2'), '""');
});
substring('refuses offsets below zero and fractions', () => {
  assert.is(
    callNative('substring', '"abc"', '-1', '2'),
    'eval_builtin_error: substring: negative offset',
  );
  assert.is(
    callNative('substring', '"abc"', '1.5', '2'),
    'eval_type_error: substring: operand 2 must be integer number but got floating-point number',
  );
});
substring.run();

const split = suite('split');
split('cuts at the delimiter, or into code points where that is empty', () => {
  assert.is(callNative('split', '"a,b,,c,"', '","'), '["a","b","","c",""]');
  assert.is(callNative('split', '"aö𝄞"', '""'), '["a","ö","𝄞"]');
  assert.is(callNative('split', '""', '""'), '[]');
  assert.is(callNative('split', '""', '","'), '[""]');
});
split.run();

const replace = suite('replace and strings.replace_n');
replace('replaces all occurrences', () => {
  assert.is(callNative('replace', '"aXbXc"', '"X"', '"--"'), '"a--b--c"');
  assert.is(callNative('replace', '"aö"', '""', '"."'), '".a.ö."');
  assert.is(callNative('replace', '"abc"', '"x"', '"y"'), '"abc"');
});
replace('takes the first pattern that matches at each place', () => {
  assert.is(callNative('strings_replace_n', '{"<":"&lt;",">":"&gt;"}', '"<b>"'), '"&lt;b&gt;"');
  assert.is(callNative('strings_replace_n', '{"ab":"1","a":"2","b":"3"}', '"abb"'), '"233"');
  assert.is(callNative('strings_replace_n', '{"":"-","a":"1"}', '"ab"'), '"-1-b-"');
  assert.is(
    callNative('strings_replace_n', '{"a":1}', '"ab"'),
    'eval_type_error: strings_replace_n: operand 1 non-string value found in pattern object',
  );
});
replace.run();

const trim = suite('trim and its family');
trim('cuts code points of the set off the ends', () => {
  assert.is(callNative('trim', '"ääxyä"', '"äz"'), '"xy"');
  assert.is(callNative('trim_left', '"..a.."', '"."'), '"a.."');
  assert.is(callNative('trim_right', '"..a.."', '"."'), '"..a"');
  assert.is(callNative('trim_space', '"\\n\\t\u00a0\u3000 a b \u2028\u0085"'), '"a b"');
});
trim('cuts one prefix or suffix', () => {
  assert.is(callNative('trim_prefix', '"aab"', '"a"'), '"ab"');
  assert.is(callNative('trim_suffix', '"abb"', '"b"'), '"ab"');
  assert.is(callNative('trim_suffix', '"b"', '"abb"'), '"b"');
});
trim.run();

const reverse = suite('strings.reverse');
reverse('turns code points around', () => {
  assert.is(callNative('strings_reverse', '"aö𝄞"'), '"𝄞öa"');
});
reverse.run();
