import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BuiltinError, type HostContext } from '../../../src/rego/builtins/declaration.js';
import { host } from '../../../src/rego/builtins/time/host.js';
import { Numeral, type Value } from '../../../src/rego/builtins/value.js';
import { expression } from '../../helpers/expression.js';

const rfc3339 = await expression('time.parse_rfc3339_ns(input)');

const context: HostContext = { now: () => 5n, memo: new Map(), environment: new Map() };

function call(name: string, ...args: Value[]): Value | undefined {
  return host.get(name)?.(args, context);
}

const parsing = suite('time.parse_ns');

parsing('reads Go layouts and their names', () => {
  assert.equal(
    call('time.parse_ns', 'RFC1123Z', 'Sat, 03 Dec 2022 00:10:53 +0530'),
    new Numeral('1670006453000000000'),
  );
  assert.equal(call('time.parse_ns', '2006-01-02', '1970-01-02'), 86_400_000_000_000);
});

parsing('keeps the edges of 64-bit nanoseconds exact', () => {
  const edge = call('time.parse_rfc3339_ns', '2262-04-11T23:47:16.854775807Z');
  assert.equal(edge, new Numeral('9223372036854775807'));
  assert.throws(
    () => call('time.parse_rfc3339_ns', '2262-04-11T23:47:16.854775808Z'),
    (error: unknown) =>
      error instanceof BuiltinError && error.message === 'time outside of valid range',
  );
});

parsing('refuses a day that the month does not have', () => {
  assert.throws(() => call('time.parse_ns', '2006-01-02', '2023-02-29'), /day out of range/);
});

parsing('says what could not be read, and as what', () => {
  const wrong = (text: string) => String(rfc3339(text)).replace(/^.*?parsing time "[^"]*"/, '');
  const layout = ' as "2006-01-02T15:04:05Z07:00"';
  assert.is(wrong('22'), `${layout}: cannot parse "22" as "2006"`);
  assert.is(wrong('2024-01-02 03:04:05Z'), `${layout}: cannot parse " 03:04:05Z" as "T"`);
  assert.is(wrong('2024-13-02T03:04:05'), ': month out of range');
  assert.is(wrong('2024-02-30T03:04:05Z'), ': day out of range');
});

parsing('reads RFC 3339 in the runtime as in the host', () => {
  const part = (most: number) =>
    fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
  const text = fc
    .tuple(
      fc.constantFrom('1969', '2000', '2023', '2024', '1600', '2262', '2300'),
      part(13),
      part(32),
      part(24),
      part(60),
      part(60),
      fc.constantFrom('', '.5', '.123456789', '.1234567891', ',5', '.'),
      fc.constantFrom('Z', '+02:00', '-07:30', '+0200', '', '+24:00'),
    )
    .map(([y, m, d, h, i, s, fraction, zone]) => `${y}-${m}-${d}T${h}:${i}:${s}${fraction}${zone}`);
  fc.assert(
    fc.property(text, (text) => {
      let expected: unknown;
      try {
        const value = call('time.parse_rfc3339_ns', text);
        expected = Number(value instanceof Numeral ? value.text : value);
      } catch (failure) {
        if (!(failure instanceof BuiltinError)) throw failure;
        expected = `eval_builtin_error: time.parse_rfc3339_ns: ${failure.message}`;
      }
      assert.is(rfc3339(text), expected);
    }),
    { numRuns: 500 },
  );
});

parsing.run();

const formatting = suite('time.format');

formatting('writes UTC with nanoseconds by default', () => {
  assert.is(
    call('time.format', new Numeral('1670006453141828752')),
    '2022-12-02T18:40:53.141828752Z',
  );
});

formatting('knows zones and layouts', () => {
  const moment = [
    new Numeral('1670006453141828752'),
    'Asia/Kolkata',
    'Mon Jan 02 15:04:05 -0700 2006',
  ];
  assert.is(call('time.format', moment), 'Sat Dec 03 00:10:53 +0530 2022');
});

formatting.run();

const calendar = suite('time.diff and time.add_date');

calendar('count whole calendar units, leap days included', () => {
  const at = (text: string) => call('time.parse_ns', '2006-01-02', text) ?? null;
  assert.equal(call('time.diff', at('2020-02-02'), at('2020-03-01')), [0, 0, 28, 0, 0, 0]);
  assert.equal(call('time.diff', at('2021-02-02'), at('2021-03-01')), [0, 0, 27, 0, 0, 0]);
  assert.equal(call('time.add_date', 0, 0, 1, 0), 31 * 86_400_000_000_000);
});

calendar.run();

const durations = suite('time.parse_duration_ns');

durations('adds up all units', () => {
  assert.is(call('time.parse_duration_ns', '1h2m3.5s'), 3_723_500_000_000);
  assert.is(call('time.parse_duration_ns', '-1.5ms'), -1_500_000);
});

durations("knows days and weeks beside Go's units", () => {
  assert.is(call('time.parse_duration_ns', '1d'), 86_400_000_000_000);
  assert.is(call('time.parse_duration_ns', '-1w2d1h'), -781_200_000_000_000);
});
durations('says what is wrong', () => {
  assert.throws(() => call('time.parse_duration_ns', '12'), /missing unit/);
  assert.throws(() => call('time.parse_duration_ns', '1q'), /unknown unit "q"/);
});

durations.run();
