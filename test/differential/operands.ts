/** Odd operands in Rego's syntax: for any built-in, and for those of one family. */

/** Values of every type that implementations tend to disagree about. */
export const ODD_VALUES: readonly string[] = [
  'null',
  'true',
  'false',
  ...['0', '1', '-1', '2', '3', '8', '10', '16', '64', '100', '255', '-7', '12345678'],
  ...['0.5', '-0.5', '1.5', '2.5', '-2.5', '1.0', '0.1', '0.30000000000000004', '3.14159'],
  ...['9007199254740991', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...['-9223372036854775808', '-9223372036854775809', '18446744073709551616'],
  '123456789012345678901234567890',
  '-123456789012345678901234567890.5',
  ...['1e3', '1E3', '1.5e2', '1e-3', '1e21', '1e20', '1e-7', '2.50', '100e-2', '1e100', '1.0e1'],
  ...['0.1e1', '123456789.123456789', '1e-20', '5e-324', '1.7976931348623157e308'],
  ...['""', '" "', '"a"', '"b"', '"ab"', '"abc"', '"ABC"', '"a/b"', '"a.b.c"', '"aXbXc"'],
  ...['"hello world"', '"  x  "', '"\\t\\n x \\u00a0"', '"0"', '"1"', '"-1"', '"1.5"', '"1e3"'],
  ...['" 1"', '"+1"', '"0x10"', '"1_000"', '".5"', '"5."', '"NaN"', '"Infinity"', '"007"', '"1e400"'],
  ...['"é"', '"e\\u0301"', '"日本語"', '"😀"', '"a😀b😀"', '"ß"', '"ǅ"', '"İ"', '"ΑΣ"', '"\\u0000"'],
  ...['"\\u2028"', '"<a href=\'x\'>&</a>"', '"\\"quoted\\""', '"back\\\\slash"', '"a,b;c"', '"%d %s"'],
  ...['"a\\u0000b"', '"\\ufeffx"', '"\\ud83d\\ude00"', '"aaaa"', '"true"', '"null"', '"[1,2]"'],
  '"{\\"a\\": 1}"',
  ...['[]', '[1]', '[1, 2, 3]', '[3, 1, 2]', '[1, 1.0]', '["a"]', '["a", "b"]', '["b", "a", "c"]'],
  ...['[null]', '[[]]', '[[1], [2]]', '[[1, [2]], 3]', '[1, "a", null, true, {}, set()]', '["a", 1]'],
  ...['[true, true]', '[true, false]', '[1.5, 2.5]', '[9007199254740993, 1]', '["", "a"]', '[{}, {}]'],
  ...['[{"a": 1}, {"b": 2}]', '[{"a": {"b": 1}}, {"a": {"c": 2}}]', '[{1}, {2}]', '["é", "😀"]'],
  ...['{}', '{"a": 1}', '{"a": 1, "b": 2}', '{"a": {"b": {"c": 1}}}', '{"a": [1, 2]}', '{"b": null}'],
  ...['{1: 2}', '{1: "a", "1": "b"}', '{null: 1}', '{[1]: 2}', '{{1}: 2}', '{{"x": 1}: 2}', '{"": 1}'],
  ...['{"a": {1, 2}}', '{"a/b": 1}', '{"a": "x", "b": "y"}', '{"😀": 1, "é": 2}', '{true: false}'],
  ...['set()', '{1}', '{1, 2}', '{2, 3}', '{"a"}', '{"a", "b"}', '{1, "a", null}', '{{1}, {2}}'],
  ...['{{1, 2}, {2, 3}}', '{set()}', '{[1], [2]}', '{["a"], ["a", "b"]}', '{{"a": 1}}', '{true}'],
  ...['{false, true}', '{1.5}', '{"a/b"}', '{"é"}', '{"a", 1}'],
];

const quoted = (...texts: readonly string[]): string[] => texts.map((text) => JSON.stringify(text));

const numberTexts = quoted(
  ...['10', '10K', '10k', '10Ki', '10KiB', '1MB', '1m', '1M', '1Mi', '0.5Gi', '1.5G', '-1K', '5E', '5e'],
  ...['1e3', '1E3KB', '1e3K', '2P', '2Pi', '3T', '3TiB', '"1K"', ' 1K', '1 K', '1K ', '', 'K', '.5', '5.'],
  ...['1..2', '1.2.3', 'abc', '1b', '1B', '1kb', '1kib', '1e', '1e+3', '1e-3', '+5', '1E', '1Ei', '10Q'],
  ...['99999999999999999999G', '0.000001m', '1.0000000000000001', '1,000', '١', '0x1F', '1E-3Ki', '-', '100m'],
);

const networks = quoted(
  ...['10.0.0.0/8', '10.1.2.3', '10.1.2.3/32', '192.168.0.0/16', '192.168.1.0/24', '192.168.1.5/24'],
  ...['0.0.0.0/0', '::/0', '2001:db8::/32', '2001:db8::1', '2001:DB8:0:0::1/128', '::ffff:10.0.0.1'],
  ...['::ffff:10.0.0.0/104', 'fe80::1%eth0', '10.0.0/8', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08'],
  ...['010.0.0.1', '256.1.1.1', '1.2.3.4/30', '1.2.3.4/31', 'fe80::/126', '::1', '1.2.3.4.5', '', '/', 'a/b'],
  ...['10.0.0.0/255.0.0.0', ' 10.0.0.0/8', '10.0.0.0/8 ', '::1/129', '1::2::3', '12345::/16', '127.0.0.1/32'],
);

const times = [
  ...['0', '1', '-1', '1500000000000000000', '1582977600000000000', '1709164800000000000'],
  ...['951782400000000000', '9223372036854775807', '-9223372036854775808', '1e18', '1700000000123456789'],
  ...['[1582977600000000000, "Europe/Berlin"]', '[1582977600000000000, "America/New_York"]'],
  ...['[1603587600000000000, "Europe/Berlin"]', '[0, "UTC"]', '[0, ""]', '[0, "Local"]', '[0, "Nowhere/X"]'],
  ...['[1700000000123456789, "Asia/Kolkata", "RFC1123Z"]', '[0, "UTC", "2006-01-02 15:04:05.000"]'],
  ...['[1700000000123456789, "Asia/Kathmandu", "Mon Jan _2 3:04PM MST 2006"]', '[0, "UTC", "Kitchen"]'],
  ...['[1700000000120000000, "UTC", "06-1-2 03:4:5.999 pm -07 Z07:00 Z0700"]', '[0]', '[0, 1]', '[0, "UTC", 1]'],
  ...['[1709164800000000000, "UTC", "002 __2 Jan January Monday"]', '[0, "UTC", ""]', '[0, "UTC", "RFC3339Nano"]'],
  ...['[0, "Europe/London", "RFC850"]', '[1700000000000000001, "Pacific/Apia", "StampNano"]', '[0, "UTC", "x", 1]'],
  ...['[1.5, "UTC"]', '1.5', '18446744073709551616', '[18446744073709551616, "UTC"]', '[-62135596800000000000, "UTC"]'],
  ...quoted(
    ...['2020-02-29T12:00:00Z', '2020-02-29T12:00:00+01:00', '2020-02-29T12:00:00.123456789Z', '2021-02-29T00:00:00Z'],
    ...['2020-02-29t12:00:00z', '2020-02-29 12:00:00Z', '2020-02-29T12:00:00', '2020-13-01T00:00:00Z', '1677-09-21T00:12:43Z'],
    ...['2262-04-11T23:47:16.854775807Z', '2262-04-11T23:47:16.854775808Z', '2020-02-29T24:00:00Z', '2020-02-29T12:00:60Z'],
    ...['1677-09-21T00:12:43.145224192Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2020-02-29T12:00:00+24:00'],
    ...['2020-2-9T1:00:00Z', '2020-02-29T12:00:00,5Z', '2020-02-29T12:00:00.Z', '1h', '1h2m3.5s', '-1.5h', '1ms2us3ns'],
    ...['1µs', '1d', '', '0', '+5s', '1h1h', '.5s', '1.s', '2562047h47m16.854775807s', '2562047h47m16.854775808s', '1e3s'],
    ...['2006-01-02T15:04:05Z07:00', '2006-01-02', 'RFC3339', 'RFC1123', 'RFC822Z', 'Kitchen', 'ANSIC', 'Mon Jan _2 15:04:05 2006'],
    ...['2020-06-01', 'Mon, 02 Jan 2006 15:04:05 MST', '3:04PM', 'Mon Feb  3 10:11:12 2020', '02 Jan 06 15:04 -0700', 'Unix'],
    ...['Jan _2 15:04:05.000', '03 Feb 20 10:11 +0530', 'Mon, 03 Feb 2020 10:11:12 CET', 'Feb  3 10:11:12.123', '2006-002', '2020-060'],
  ),
];

const patterns = quoted(
  ...['a', 'a*', '(a)(b)?', '^a.c$', '[a-z]+', '(?i)ABC', '\\d+', '(?P<n>a+)', 'a|b', '', '.', '(', '[', '*', 'a{2,3}'],
  ...['\\p{L}+', '\\bfoo\\b', '(?s).+', '(?m)^x$', '[^a]', '\\x{1F600}', '(?=a)', 'a**', '\\1', '[[:alpha:]]+', 'a{1001}'],
  ...['foo', 'aab ab b', 'abcabc', 'AbC', 'a1b22c333', 'foo bar', 'x\ny', '$1-$2', '${n}', '$$', '$x', '\\Q.\\E', 'é', '😀x'],
  ...['urn:{.*}:x', 'urn:abc:x', '{', '}', '<', '>', '<.*>x', 'a.*b', '[a-c]+', 'a?b', '.*', 'ab+c', '[0-9]x', '\\.', 'a+'],
);

const globs = quoted(
  ...['*', '**', '?', 'a*', '*.com', '**.com', 'a.*.c', '[abc]', '[!a-c]', '[a-', '{a,b}', '{a,{b,c}}', '{a', '\\*', 'a\\', ''],
  ...['a.b.c', 'www.example.com', 'example.com', 'a/b/c', 'a/*/c', 'a/**', '/', '.', ':', 'abc', 'ab', 'a:b', '{*.a,*.b}', 'é?'],
);

const encoded = quoted(
  ...['aGVsbG8=', 'aGVsbG8', 'aGVs bG8=', 'aGVs\nbG8=', '_-8=', '_-8', '+/8=', '+/8', '====', 'a', 'ab', 'abc', 'abcd', '/w==', '/x=='],
  ...['68656c6c6f', '6', '6g', '68 65', 'FF', 'ff00', 'c3a9', '%41+b', '%', '%4', '%zz', 'a=1&b=2&a=3', 'a', 'a=', '=a', '&&', 'a;b', 'a=1;b=2'],
  ...['a b&c/d?e=f', 'é=ü', 'a%3Db', '~!*()\'', '{"a":1}', '[1,2', '{"a":1,"a":2}', '1 2', ' [1] ', '1e5', '1.50', '"\\ud800"', '{"b":1,"a":{"d":[],"c":{}}}'],
  ...['nul', '01', '-0', '1.0', '{a: 1}', 'a: 1\nb: [x, y]', '- 1\n- 2', 'a: &x 1\nb: *x', 'a: yes', 'a: 0x10', 'a: 010', 'a: 1_000', 'a: ~', 'a: 2020-01-01', 'a: !!str 1', 'a: b: c'],
  ...['---\na: 1\n---\nb: 2', 'a: |\n  x\n  y', 'a: .inf', 'a: .nan', '1: a', '? [1]\n: 2', 'a: 1e3', 'a: "\\u00e9"', '{', '\t', '# x', 'a: 1\na: 2', '<<: {a: 1}', 'true: 1', 'null: x', 'x: on', '%FF'],
);

const paths = [
  ...['["a"]', '["a/b"]', '["/a/b"]', '[["a", "b"]]', '[["a", 0]]', '["a/0"]', '["a", "a/b"]', '[""]', '["/"]', '[[]]', '["a~1b"]', '["a~0b"]', '[1]', '[null]', '{"a/b"}', '{["a", "b"]}'],
  ...['["a/b/c", "a/b"]', '[["x", 1]]', '{["a", 1], "b"}', '["a//b"]', '{"a": {"b": 1, "c": [1, {"d": 2}]}, "e": {1, 2}}', '{"a": [[1, 2], {"b": {3}}]}', '[{"a": 1}, [2]]', '["0"]', '["1/0"]'],
  ...['[{"op": "add", "path": "/a", "value": 1}]', '[{"op": "add", "path": "a/b", "value": 1}]', '[{"op": "remove", "path": "/a"}]', '[{"op": "replace", "path": "/a/b", "value": {"x": 1}}]'],
  ...['[{"op": "move", "from": "/a", "path": "/z"}]', '[{"op": "copy", "from": "/a", "path": "/z"}]', '[{"op": "test", "path": "/a", "value": 1}]', '[{"op": "add", "path": "/a/-", "value": 9}]'],
  ...['[{"op": "add", "path": "", "value": 7}]', '[{"op": "add", "path": ["e", 3], "value": 3}]', '[{"op": "remove", "path": ["e", 1]}]', '[{"op": "add", "path": "/a/0", "value": 0}]', '[{"op": "x", "path": "/a"}]'],
  ...['[{"op": "remove", "path": ""}]', '[{"op": "replace", "path": "", "value": 1}]', '[{"op": "add", "path": "/a/5", "value": 0}]', '[{"op": "add", "path": "/a/01", "value": 0}]', '[{"path": "/a", "value": 1}]', '[1]', '[{"op": "add", "path": "/a"}]'],
  ...['[{"op": "move", "from": "/a", "path": "/a/b"}]', '[{"op": "test", "path": "/q", "value": null}]', '[{"op": "remove", "path": "/a/-"}]', '[{"op": "add", "path": "/a/b/c/d", "value": 1}]', '[{"op": "copy", "from": "", "path": "/z"}]'],
];

const graphs = [
  ...['{"a": ["b"], "b": ["c"], "c": ["a"]}', '{"a": ["b", "c"], "b": [], "c": ["b"]}', '{"a": {"b"}, "b": null}', '{"a": ["a"]}', '{"a": ["x"]}', '{"a": 1}', '{1: [2], 2: [1, 3]}', '{"a": "b", "b": []}'],
  ...['{"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["a", "e"], "e": []}', '["a"]', '{"a"}', '["a", "b"]', '["x"]', '{1}', '[]', '["a", "a"]', '["e", "a"]'],
];

const versions = quoted(
  ...['1.2.3', '1.2.3-alpha', '1.2.3-alpha.1', '1.2.3-alpha.beta', '1.2.3+build', '1.2.3-rc.1+b.2', 'v1.2.3', '1.2', '1', '1.2.3.4', '01.2.3', '1.02.3', '1.2.3-01', '1.2.3-', '1.2.3+', '', '1.2.3-a..b'],
  ...['99999999999999999999.0.0', '1.2.3-1', '1.2.3-10', '1.2.3-2', ' 1.2.3', '1.2.3 ', '1.2.x', '-1.2.3', '1.2.3-é', '1.2.3-alpha-x', '1.2.3--', '1.2.3-0a'],
);

const uuids = quoted(
  ...['6ba7b810-9dad-11d1-80b4-00c04fd430c8', '{6ba7b810-9dad-11d1-80b4-00c04fd430c8}', 'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8', '6ba7b8109dad11d180b400c04fd430c8', '6ba7b810-9dad-21d1-80b4-00c04fd430c8'],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '6BA7B810-9DAD-41D1-C0B4-00C04FD430C8', '6ba7b810-9dad-71d1-e0b4-00c04fd430c8', '6ba7b810', 'x', '', '6ba7b810-9dad-11d1-80b4-00c04fd430cg'],
  ...['6ba7b810-9dad-11d1-00b4-00c04fd430c8', 'URN:UUID:6ba7b810-9dad-11d1-80b4-00c04fd430c8', '6ba7b810-9dad-61d1-80b4-03c04fd430c8', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'],
);

const modules = [
  ...quoted('package a', 'package a\np := 1', 'package a.b["c"]\nimport data.x as y\np contains x if { some x in y; not x == 1 }', 'p := 1', '', 'package a\np if', 'package a\np[x] = y if { x := 1; y := 2 } else := 3'),
  ...quoted('package a\ndefault p := false\nf(x) := y if { y := x + 1 with input.x as 2 }', 'x.rego', 'package a\nq := [x | x := {"a": {1, 2}}[_]]', 'package a\nimport rego.v1\np if every x in [1] { x > 0 }', 'package a\np := $"a{1}b"'),
  ...quoted('package a\n# METADATA\n# title: T\n# custom:\n#  a: [1, {b: 2}]\np := 1.50', 'package a\n\np.q.r[x] contains 1e3 if x := "y"'),
];

const queries = quoted(
  ...['{ a }', 'query Q($x: Int = 1) { a(b: $x) { c } }', 'type Query { a: Int }', 'type Query { a(b: Int): A } type A { c: String! }', '{ b }', '{', '', 'scalar X', 'enum E { A B } type Query { e: E }'],
  ...['mutation { x }', 'fragment F on A { c } query { a { ...F } }', '{ a { ... on A { c } } }', '{ a(b: "x") { c } }', 'interface I { a: Int } type Query implements I { a: Int }', 'union U = A type A { x: Int } type Query { u: U }'],
  ...['input N { a: [Int!]! = [1] } type Query { q(n: N): Int }', '{ q(n: {a: [1, 2]}) }', 'directive @d(x: Int) on FIELD type Query { a: Int @deprecated(reason: "r") }', '{ a @skip(if: true) b: a }', 'type Query { a: Missing }', '{ __typename __schema { types { name } } }'],
);

const certificates = quoted('', 'x', 'MIIB', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', '-----BEGIN X-----\n-----END X-----', 'eyJ9', '-----BEGIN CERTIFICATE-----');

const tokens = [
  ...quoted(
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhIiwiaXNzIjoiYiIsImF1ZCI6WyJjIl0sImV4cCI6MTAwMH0.c2ln',
    ...['a.b.c', 'a.b', 'a.b.c.d.e', '', '..', 'e30.e30.', 'eyJhbGciOiJub25lIn0.e30.', 'e30.W10.x', 'eyJhbGciOjF9.e30.x', 'secret', 'eyJhbGciOiJIUzI1NiJ9.e30.yLgu1nN3A3jcyg7yj3tOKvhpz1oWHiyZzHhYdSWUIp0'],
  ),
  ...['{"secret": "x"}', '{"secret": "x", "alg": "HS256", "time": 0}', '{"cert": "x"}', '{}', '{"unknown": 1}', '{"secret": 1}', '{"secret": "x", "iss": "b", "aud": "c", "time": 1.5}', '{"alg": "HS256"}', '{"typ": "JWT", "alg": "HS256"}', '{"kty": "oct", "k": "c2VjcmV0"}', '{"kty": "RSA"}'],
];

/** Operands that mean something to the built-ins whose names begin so. */
export const FAMILIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^units\.|^to_number|^format_int|^cast_/, numberTexts],
  [/^net\.cidr/, networks],
  [/^net\.cidr_(merge|expand|contains_matches)/, [`[${networks[0]}, ${networks[4]}]`, `{${networks[0]}, ${networks[1]}}`, `{"a": ${networks[4]}, "b": [${networks[3]}, 1]}`, `[[${networks[3]}, 7], ${networks[4]}]`, '["192.168.0.0/25", "192.168.0.128/25"]', '["10.0.0.1", "10.0.0.2"]', '["2001:db8::/33", "2001:db8:8000::/33"]', '["::1"]', '[1]', '["x"]', '["192.168.0.0/24", "192.168.1.0/24", "10.0.0.0/8", "10.2.0.0/16"]']],
  [/^time\./, times],
  [/^regex\.|^re_match/, patterns],
  [/^glob\./, [...globs, '["."]', '["/", ":"]', '[]', 'null', '["ab"]', '["é"]']],
  [/^base64|^hex|^url|^uri|^json\.(un|is)|^yaml|^json\.marshal/, encoded],
  [/^json\.marshal_with/, ['{"pretty": true}', '{"indent": " "}', '{"prefix": ">"}', '{"pretty": false, "indent": "x"}', '{"x": 1}', '{"pretty": 1}', '{"indent": ""}', '{"prefix": "p", "indent": "i", "pretty": true}', '{"indent": 1}']],
  [/^json\.(patch|filter|remove)|^object\.(remove|filter|get)|^walk/, paths],
  [/^graph\./, graphs],
  [/^semver/, versions],
  [/^uuid/, uuids],
  [/^rego\.parse/, modules],
  [/^graphql/, queries],
  [/^crypto\.x509|^crypto\.parse/, certificates],
  [/^io\.jwt/, tokens],
  [/^uri/, quoted('http://a.b/c?d=e#f', 'http://u:p@h:80/p%20q?x=1&y', '//h/p', 'mailto:a@b', '/p', 'http://[::1]:80/', 'http://a b', ':x', '', '%zz', 'HTTP://A/%C3%A9', 'a:b:c', '?q', '#f', 'http://h:x/', 'http://é/')],
  [/^json\.(match|verify)/, ['{"type": "object", "required": ["a"]}', '{"type": "string", "minLength": 2}', '{"properties": {"a": {"type": "integer", "minimum": 2}}}', '{"enum": [1, "a"]}', '{"type": 1}', '"{\\"type\\": \\"array\\"}"', '{"oneOf": [{"type": "string"}, {"type": "number"}]}', '{"$ref": "#/definitions/x", "definitions": {"x": {"type": "null"}}}', '{"additionalProperties": false}', '{"pattern": "^a"}', '{"format": "email"}', '{"items": {"type": "number"}, "uniqueItems": true}']],
  [/^strings\.(replace_n|render)/, ['{"a": "b"}', '{"a": "1", "ab": "2"}', '{"": "x"}', '{"a": 1}', '"{{.a}}"', '"{{ .b | printf \\"%v\\" }} {{range .a}}x{{end}}"', '"{{if .a}}y{{else}}n{{end}}"', '"{{"', '"{{.a.b}}"', '"{{index .a 0}}"']],
  [/^array\.slice|^substring|^numbers\.range|^bits|^strings\.split_n|^indexof|^time\.add/, ['-2', '-1', '0', '1', '2', '3', '4', '5', '63', '64', '200', '1.0', '1.5', '[1, 2, 3, 4]', '"abcabc"', '"a😀b"', '"b"', '"c"']],
  [/^object\.(union|subset)/, ['{"a": {"b": 1, "c": {2}}}', '{"a": {"b": 2}}', '[{"a": 1}, {"a": {"b": 2}}, {"a": {"c": 3}}]', '[1, 2, 3, 4]', '[2, 3]', '{1, 2, 3, 4}', '{"a": [1, 2, 3]}', '{"a": [2, 3]}', '{"a": {2}}', '[{"a": 1}, 1]']],
  [/^crypto\.(hmac|md5|sha)/, quoted('a', 'b', 'é', '')],
  [/^providers/, ['{"method": "get", "url": "https://s3.amazonaws.com/b/k?x=1&a=2"}', '{"method": "GET", "url": "http://x/"}', '{"aws_access_key": "k", "aws_secret_access_key": "s", "aws_service": "s3", "aws_region": "r"}', '{}', '1500000000000000000', '{"method": "post", "url": "http://x/y z", "body": {"a": 1}, "headers": {"X-A": " b "}}']],
];
