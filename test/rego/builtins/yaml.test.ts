import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BuiltinError } from '../../../src/rego/builtins/declaration.js';
import { host } from '../../../src/rego/builtins/json/host.js';
import { caller } from '../../helpers/call-builtin.js';

const call = caller(host);

const writing = suite('yaml.marshal');
const written = (value: unknown) => JSON.parse(call('yaml.marshal', value) ?? '');

writing('puts in double quotes what would be read as something else', () => {
  assert.is(
    written(['true', 'y', '1', '0x1f', '1:30', '', '~']),
    '- "true"\n- "y"\n- "1"\n- "0x1f"\n- "1:30"\n- ""\n- "~"\n',
  );
  assert.is(written('2020-01-02T03:04:05Z'), '"2020-01-02T03:04:05Z"\n');
  assert.is(written('a\tb'), '"a\\tb"\n');
  assert.is(written('😀'), '"\\U0001F600"\n');
  assert.is(written('10.1.2.3'), '10.1.2.3\n');
});
writing('breaks long texts at the first space behind the 80th column', () => {
  const long = 'word '.repeat(25).trim();
  const [first, second] = ['word '.repeat(16).trim(), 'word '.repeat(9).trim()];
  assert.is(call('yaml.marshal', [long]), JSON.stringify(`- ${first}\n  ${second}\n`));
});
writing('begins a block with a number where its first line is indented', () => {
  assert.is(call('yaml.marshal', { a: '  x\ny' }), JSON.stringify('a: |2-\n    x\n  y\n'));
});
writing('does not indent sequences, and keeps lines of texts', () => {
  assert.is(
    written({ a: [1, { b: [[], {}] }], c: { d: 'x\ny\n' }, f: 'a\nb' }),
    'a:\n- 1\n- b:\n  - []\n  - {}\nc:\n  d: |\n    x\n    y\nf: |-\n  a\n  b\n',
  );
});
writing('indents the lines of a text that stands alone', () => {
  assert.is(written('- 1\n\n- 2'), '|-\n  - 1\n\n  - 2\n');
});
writing('orders keys by the numbers within them, letters last', () => {
  assert.is(
    written({ a10: 1, a2: 1, '1KB': 1, '10m': 1, '::1': 1 }),
    '::1: 1\n10m: 1\n1KB: 1\na2: 1\na10: 1\n',
  );
});
writing.run();

const reading = suite('yaml.unmarshal');
reading('knows the booleans and numbers of YAML 1.1, and takes dates for text', () => {
  assert.is(
    call('yaml.unmarshal', 'a: yes\nb: 012\nc: 2020-01-02\nd: 1_000'),
    '{"a":true,"b":10,"c":"2020-01-02","d":1000}',
  );
});
reading('refuses what the library of OPA refuses', () => {
  const wrong = (text: string, message: string) => {
    assert.throws(
      () => call('yaml.unmarshal', text),
      (failure: unknown) => failure instanceof BuiltinError && failure.message === message,
    );
    assert.is(call('yaml.is_valid', text), 'false');
  };
  wrong('%41', 'yaml: found unknown directive name');
  wrong('a\0b', 'yaml: control characters are not allowed');
  wrong('a: .inf', 'json: unsupported value: +Inf');
});
reading.run();
