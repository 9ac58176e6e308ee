import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { parseSimpleYaml } from '../../../src/rego/syntax/annotations/simple-yaml.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What the YAML library reads; undefined where it refuses the text. */
function whole(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

const simple = suite('parseSimpleYaml');

simple('reads mappings, lists, flow collections and scalars', () => {
  const text = `title: A rule
custom:
  code: DKF-001
  needs: [dockerfile, "image"]
  half: 1.5
  off: false
  nothing:
  params:
    names:
      schema: {type: array, items: {type: string}}
      default: ['it''s', "a: b", 12, null]
authors:
- Jane Doe <jane@example.org>
- John
`;
  assert.equal(parseSimpleYaml(text), parse(text));
  assert.is.not(parseSimpleYaml(text), undefined);
});

simple('leaves everything that is not plain to the library', () => {
  for (const text of [
    'a: |\n  text',
    'a: first\n  second',
    'a: &x 1',
    'a: *x',
    'a: !!str 1',
    'a: "\\n"',
    'a: 0x10',
    'a: .inf',
    'a: b # comment',
    'a: b: c',
    'a: 1\na: 2',
    '- a: 1',
    'true: 1',
    '{a: 1, a: 2}',
    'a: [1, 2',
    'a\n',
    '',
    '\ta: 1',
    '__proto__: 1',
  ]) {
    assert.is(parseSimpleYaml(text), undefined, JSON.stringify(text));
  }
});

simple('reads the metadata of most shipped rules, and as the library does', () => {
  let read = 0;
  for (const path of globSync('policies/**/*.rego', { cwd: ROOT, absolute: true })) {
    const block = /^# METADATA\n((?:#.*\n)*)/m.exec(readFileSync(path, 'utf8'))?.[1];
    if (block === undefined) continue;
    const text = block.replace(/^# ?/gm, '');
    const value = parseSimpleYaml(text);
    if (value === undefined) continue;
    read++;
    assert.equal(value, parse(text), path);
  }
  assert.ok(read > 50, `${read} were read`);
});

simple('never reads anything as the library would not', () => {
  const piece = fc.constantFrom(
    ...['a', 'b', 'key', ': ', ':', '- ', '-', '[', ']', '{', '}', ', ', ',', '"', "'", '#', ' #'],
    ...[' ', '  ', '\n', '\n  ', '\n    ', '1', '1.5', '-2', '1e3', '.5', '0x1', 'null', 'true'],
    ...['True', '~', '|', '>', '&', '*', '!', '%', '@', '?', '? ', '\\', '`', '.', '_', '=', '<<'],
    ...['a: b', 'a:\n  b: c', '- x', '[a, b]', '{a: b}', '"q"', "'q'", '012', '+1', '1_000'],
    ...['2020-01-01', '...', '---', 'é', '\u2028', '\t'],
  );
  const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const value = parseSimpleYaml(written);
      if (value !== undefined) assert.equal(value, whole(written), JSON.stringify(written));
    }),
    { numRuns: 5000 },
  );
});

simple.run();
