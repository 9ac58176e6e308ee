import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkModules } from '../../../src/rego/compile.js';
import { faultsOf, messagesOf } from '../../helpers/check-module.js';

const conflicts = suite('conflicting rules');

conflicts('are those of different kinds or with different numbers of parameters', () => {
  for (const text of [
    'p := 1\np contains 2',
    'p := 1\np(_) := 2',
    'p(_) := 1\np(_, _) := 2',
    'p[2] := 1\np[2] contains 3',
  ]) {
    assert.match(messagesOf(text).join(), /^2: conflicting rules data\.a\.p.* found$/);
  }
});

conflicts('are a whole value and one of its parts', () => {
  assert.equal(messagesOf('p := 1\np[x] := 2 if { x := 1 }'), [
    '2: conflicting rules data.a.p[x] found',
  ]);
});

conflicts('are a whole value and rules below it, which are listed with their places', () => {
  const [fault] = faultsOf('p := 1\np.q := 3\np.r.s contains 4\np[7] := 1');
  assert.is(fault?.message, 'rule data.a.p conflicts with:');
  assert.equal(fault?.details?.lines, [
    'rule data.a.p.q at a.rego:3',
    'rule data.a.p.r.s at a.rego:4',
    'rule data.a.p[7] at a.rego:5',
  ]);
});

conflicts('are a function and rules by the vars of their heads around it', () => {
  assert.equal(faultsOf('p[x] := 1 if { x := 1 }\np.q(_) := 2')[0]?.details?.lines, [
    'rule data.a.p.q at a.rego:3',
  ]);
});

conflicts('are several defaults', () => {
  assert.equal(messagesOf('default p := 1\ndefault p := 2'), [
    '3: multiple default rules data.a.p found at a.rego:2, a.rego:3',
  ]);
});

conflicts('are none where vars in heads may leave room for others', () => {
  assert.equal(messagesOf('p[x] := 1 if { x := 1 }\np.q.r := 2\np.z[x] := 3 if { x := 2 }'), []);
});

conflicts('are packages within rules', () => {
  const { diagnostics } = checkModules([
    { path: 'a.rego', text: 'package a\nb := 1' },
    { path: 'b.rego', text: 'package a.b\nc := 1' },
  ]);
  assert.equal(
    diagnostics.map(({ message }) => message),
    ['rule data.a.b conflicts with:', 'package a.b conflicts with rule b defined at a.rego:2'],
  );
});

conflicts.run();
