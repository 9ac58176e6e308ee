import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BuiltinError, type HostContext } from '../../../src/rego/builtins/declaration.js';
import { host } from '../../../src/rego/builtins/time/host.js';
import { Numeral, type Value } from '../../../src/rego/builtins/value.js';

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

durations('says what is wrong', () => {
  assert.throws(() => call('time.parse_duration_ns', '12'), /missing unit/);
  assert.throws(() => call('time.parse_duration_ns', '1y'), /unknown unit "y"/);
});

durations.run();
