import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { entryOf, jsonOf, spanAt, type YamlScalar } from '../../../src/documents/yaml/node.js';
import { readYaml } from '../../../src/documents/yaml/read-yaml.js';
import { scalarOffsets } from '../../../src/documents/yaml/scalar-offsets.js';

function read(text: string) {
  const { documents, problems } = readYaml({ path: 'a.yaml', text }, new Set(['!reference']));
  return {
    documents,
    values: documents.map(jsonOf),
    problems: problems.map(({ code, loc }) => `${code} ${'line' in loc ? loc.line : ''}`),
  };
}

const reading = suite('readYaml');

reading('follows aliases and merge keys, what is written before what is merged', () => {
  const { values, problems } = read(`a: &a {x: 1, y: 2}
b: {<<: *a, y: 3}
c: {<<: [{x: 4}, *a], z: *a}
`);
  assert.equal(problems, []);
  assert.equal(values, [
    { a: { x: 1, y: 2 }, b: { y: 3, x: 1 }, c: { z: { x: 1, y: 2 }, x: 4, y: 2 } },
  ]);
});

reading('reads every document of a file', () => {
  assert.equal(read('a: 1\n---\n---\n# nothing\n---\n[b]\n').values, [{ a: 1 }, ['b']]);
});

reading('says what is wrong, and where', () => {
  assert.equal(read('a: 1\na: 2\n').problems, ['duplicate-key 2']);
  assert.equal(read('a: 1\nb: *x\n').problems, ['aliases 2']);
  assert.equal(read('a: &a [*a]\n').problems, ['aliases 1']);
  assert.equal(read('? [a]\n: 1\n').problems, ['key 1']);
  assert.equal(read('a: !odd x\nb: !reference [a]\n').problems, ['tag 1']);
  assert.equal(read('a: "b\n').problems, ['yaml 2']);
});

reading('keeps what JSON has no value for as a text', () => {
  assert.equal(read('[.inf, 1.5, ~, yes, 0x10, 2026-11-24]').values, [
    ['.inf', 1.5, null, 'yes', 16, '2026-11-24'],
  ]);
});

reading('takes `__proto__` for a name like any other', () => {
  const [value] = read('__proto__: {x: 1}\n').values;
  assert.equal(Object.keys(value as object), ['__proto__']);
});

reading('refuses bombs, what is nested too deeply, and what is too long', () => {
  const rows = Array.from({ length: 12 }, (_, index) => {
    const from = index === 0 ? 'a' : `b${index - 1}`;
    return `b${index}: &b${index} [${Array(9).fill(`*${from}`).join(', ')}]`;
  });
  assert.equal(read(`a: &a [x, x, x]\n${rows.join('\n')}\n`).problems, ['aliases 1']);
  for (const deep of ['[', '{', '- ', '? ', '{a: ']) {
    assert.equal(read(deep.repeat(1000)).problems, ['yaml 1'], deep);
  }
  assert.equal(read('['.repeat(100_000)).problems, ['yaml 1']);
  assert.equal(read(`a: ${'x'.repeat(10_000_000)}`).problems, ['yaml 1']);
});

reading('finds the place of a node by its path', () => {
  const [root] = read('a:\n  - b: |\n      text\n').documents;
  const span = root && spanAt(root, ['a', 0, 'b']);
  assert.is(span?.source.text.slice(span.start, span.end), 'b: |\n      text\n');
  assert.is(root && spanAt(root, ['a', 1]), undefined);
});

reading('survives any text', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '&a ',
      '*a',
      '<<: ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|\n',
      '>-\n',
    ],
    ...['!x ', '---\n', '...\n', '#', '%', '\t', '\r\n', '\u0000', '\ufeff', '? ', ', ', '1', '\\'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const { documents } = readYaml({ path: 'a.yaml', text: parts.join('') });
      for (const document of documents) JSON.stringify(jsonOf(document));
    }),
    { numRuns: 500 },
  );
});

reading.run();

const offsets = suite('scalarOffsets');

/** The line and the letter at the place of each letter of a value. */
function letters(text: string): string {
  const [root] = readYaml({ path: 'a.yaml', text }).documents;
  const scalar = entryOf(root, 'k') as YamlScalar;
  const found = scalarOffsets(scalar);
  assert.is(found.length, String(scalar.value).length + 1);
  return [...String(scalar.value)].map((_, index) => text[found[index] as number] ?? '').join('');
}

offsets('are exact in literal blocks, whatever their indentation', () => {
  assert.is(letters('k: |\n    a\n      b\n\n    c\n'), 'a\n  b\n\nc\n');
  assert.is(letters('k: |2\n    a\n  b\n'), '  a\nb\n');
  assert.is(letters('k: |-\r\n  a\r\n  b\r\n'), 'a\rb');
});

offsets('are right in plain and quoted texts', () => {
  assert.is(letters('k: a b c\n'), 'a b c');
  assert.is(letters("k: 'a ''b'' c'\n"), "a 'b' c");
  assert.is(letters('k: "a \\"b\\" \\u0041"\n'), 'a \\b\\ \\');
});

offsets('are on the right line in folded texts', () => {
  assert.is(letters('k: >\n  one\n  two\n\n  three\n').replace(/\s/g, ''), 'onetwothree');
  assert.is(letters('k: one\n   two\n').replace(/\s/g, ''), 'onetwo');
});

offsets.run();
