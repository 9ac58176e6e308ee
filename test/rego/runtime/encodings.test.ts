import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callNative } from '../../helpers/runtime.js';

const base64 = suite('base64 and base64url');
base64('encode UTF-8 bytes and decode them again', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'ÿ?>~', 'ä𝄞'.repeat(5)]) {
    const encoded = Buffer.from(text).toString('base64');
    assert.is(callNative('base64_encode', JSON.stringify(text)), JSON.stringify(encoded));
    assert.is(callNative('base64_decode', JSON.stringify(encoded)), JSON.stringify(text));
    const url = encoded.replaceAll('+', '-').replaceAll('/', '_');
    assert.is(callNative('base64url_encode', JSON.stringify(text)), JSON.stringify(url));
    const bare = JSON.stringify(url.replaceAll('=', ''));
    assert.is(callNative('base64url_decode', bare), JSON.stringify(text));
  }
  assert.is(callNative('base64_decode', '"YW\\nI=\\r\\n"'), '"ab"');
});
base64('tell where the text is wrong', () => {
  const illegal = 'eval_builtin_error: base64_decode: illegal base64 data at input byte';
  assert.is(callNative('base64_decode', '"a"'), `${illegal} 0`);
  assert.is(callNative('base64_decode', '"a$=="'), `${illegal} 1`);
  assert.is(callNative('base64_decode', '"YQ="'), `${illegal} 3`);
  assert.is(callNative('base64_decode', '"YQ==YQ=="'), `${illegal} 4`);
  assert.is(callNative('base64_is_valid', '"YQ=="'), 'true');
  assert.is(callNative('base64_is_valid', '"YQ"'), 'false');
  assert.is(
    callNative('base64url_decode', '"Y"'),
    'eval_builtin_error: base64url_decode: illegal base64url string: Y',
  );
});
base64.run();

const json = suite('json.marshal, json.unmarshal and json.is_valid');
json('write JSON as Go does', () => {
  assert.is(
    callNative('json_marshal', '{"b":{3,1},"a":{1:2}}'),
    '"{\\"a\\":{\\"1\\":2},\\"b\\":[1,3]}"',
  );
  assert.is(
    callNative('json_marshal', '"<&>\u2028\u2029ä"'),
    '"\\"\\\\u003c\\\\u0026\\\\u003e\\\\u2028\\\\u2029ä\\""',
  );
});
json('read JSON without losing digits', () => {
  assert.is(
    callNative('json_unmarshal', '"[12345678901234567890, 1.0]"'),
    '[12345678901234567890,1.0]',
  );
  assert.is(callNative('json_is_valid', '"{}"'), 'true');
  assert.is(callNative('json_is_valid', '"{"'), 'false');
  assert.is(callNative('json_is_valid', '1'), 'false');
});
json('tell what is wrong in Go’s words', () => {
  const faults: Readonly<Record<string, string>> = {
    '': 'EOF',
    '{': 'unexpected EOF',
    '[1 2]': "invalid character '2' after array element",
    '{1:2}': "invalid character '1' looking for beginning of object key string",
    '{"a":1,}': "invalid character '}' looking for beginning of object key string",
    '{"a" 1}': "invalid character '1' after object key",
    '{"a":1 "b"': "invalid character '\"' after object key:value pair",
    '[1,]': "invalid character ']' looking for beginning of value",
    '"a\\x"': "invalid character 'x' in string escape code",
    '"a\\u12g4"': "invalid character 'g' in \\u hexadecimal character escape",
    '"a\nb"': "invalid character '\\n' in string literal",
    '-a': "invalid character 'a' in numeric literal",
    '1.a': "invalid character 'a' after decimal point in numeric literal",
    '1ex': "invalid character 'x' in exponent of numeric literal",
    '01': "error: invalid character '1' after top-level value",
    '1 x': "invalid character 'x' looking for beginning of value",
    nope: "invalid character 'o' in literal null (expecting 'u')",
    tru: 'unexpected EOF',
    ä: "invalid character 'Ã' looking for beginning of value",
    '\u00011': "invalid character '\\x01' looking for beginning of value",
  };
  for (const [text, fault] of Object.entries(faults)) {
    const wanted = `eval_builtin_error: json_unmarshal: ${fault}`;
    assert.is(callNative('json_unmarshal', JSON.stringify(text)), wanted, text);
  }
});
json.run();
