import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callNative } from '../../helpers/runtime.js';

const call = (name: string, ...texts: readonly string[]): string =>
  callNative(name, ...texts.map((text) => JSON.stringify(text)));

const contains = suite('net.cidr_contains');
const CONTAINED: readonly (readonly [string, string, boolean])[] = [
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.0.0.0/08', '10.1.1.1', true],
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.0.0.0/8', '10.0.0.0/7', false],
  ['10.9.9.9/12', '10.15.0.0', true],
  ['0.0.0.0/0', '1.2.3.4', true],
  ['::/0', '1.2.3.4', false],
  ['::ffff:1.0.0.0/104', '1.2.3.4', true],
  ['10.0.0.0/8', '::ffff:10.2.3.4', true],
  ['2001:db8::/32', '2001:db8:1:2::3', true],
  ['2001:db8::/33', '2001:db8:8000::', false],
  ['2001:db8::/32', '2001:DB8:1::/48', true],
];
contains('compares networks and addresses of one family', () => {
  for (const [network, other, answer] of CONTAINED) {
    assert.is(call('net_cidr_contains', network, other), String(answer), `${network} ${other}`);
    assert.is(call('net_cidr_overlap', network, other), String(answer));
  }
});
contains('refuses what is no network or address', () => {
  const wrong = 'eval_builtin_error: net_cidr_contains:';
  for (const text of [
    'abc',
    '1.1.1.1',
    '1.1.1.01/8',
    '1.1.1.1/33',
    '1.1.1/8',
    '1::2:3:4:5:6:7:8/32',
    '1::2::3/9',
    ':1::/9',
    '12345::/9',
    '::/129',
    '1:2:3:4:5:6:7:1.2.3.4/32',
    '::/',
  ]) {
    assert.is(call('net_cidr_contains', text, '1.1.1.1'), `${wrong} invalid CIDR address: ${text}`);
  }
  assert.is(
    call('net_cidr_contains', '10.0.0.0/8', '1.1.1.1/99'),
    `${wrong} not a valid textual representation of an IP address or CIDR: 1.1.1.1/99`,
  );
  assert.is(
    callNative('net_cidr_contains', '"10.0.0.0/8"', '1'),
    'eval_type_error: net_cidr_contains: operand 1 must be string but got number',
  );
});
contains.run();

const intersects = suite('net.cidr_intersects');
intersects('holds whichever network is the larger', () => {
  assert.is(call('net_cidr_intersects', '10.0.0.0/8', '10.1.0.0/16'), 'true');
  assert.is(call('net_cidr_intersects', '10.1.0.0/16', '10.0.0.0/8'), 'true');
  assert.is(call('net_cidr_intersects', '10.1.0.0/16', '10.2.0.0/16'), 'false');
  assert.is(
    call('net_cidr_intersects', '10.0.0.0/8', 'x'),
    'eval_builtin_error: net_cidr_intersects: invalid CIDR address: x',
  );
});
intersects.run();
