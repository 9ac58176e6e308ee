import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { faultsOf, messagesOf } from '../../helpers/check-module.js';

const scopes = suite('scopes of vars');

scopes(
  'let `some x in` and `:=` read an x of the body around before they declare their own',
  () => {
    assert.equal(
      messagesOf(`p := [y | x := input.a; y := [w | x := x[_]; w := x]]
q(x) := [w | some x in [x]; w := x]`),
      [],
    );
  },
);

scopes('refuse vars that are read before they are declared in the same body', () => {
  assert.equal(messagesOf('p if { y := x; x := 1; y }'), ['2: var x referenced above']);
});

scopes('refuse vars that are declared twice', () => {
  assert.equal(messagesOf('p if { x := 1; x := 2 }'), ['2: var x assigned above']);
  assert.equal(messagesOf('f(x) if { x := 1 }'), ['2: arg x redeclared']);
  assert.equal(messagesOf('p if every x, x in [1] { true }'), ['2: var x declared above']);
});

scopes('refuse vars that take the names of documents', () => {
  assert.equal(messagesOf('p if { input := 1; input }'), [
    '2: variables must not shadow input (use a different variable name)',
  ]);
});

scopes('refuse to print what no declaration knows', () => {
  assert.equal(messagesOf('p if { print(x); x = 1 }'), ['2: var x is undeclared']);
  assert.equal(messagesOf('f(x) if print(x)'), []);
});

scopes('refuse calls of vars', () => {
  assert.equal(messagesOf('p if { upper := 1; upper("a") }'), ['2: undefined function upper']);
});

scopes('find unsafe the vars of patterns that never match', () => {
  assert.equal(messagesOf('p if [x, 1] = [2, 3, 4]'), ['2: var x is unsafe']);
});

scopes('bind the vars of patterns part by part', () => {
  assert.equal(
    messagesOf(`p := x if {[1]: x} = {[1]: 2}
q := x if {"a": [x, 1]} = {"a": input.z}
r := x if {input.k: x} = {input.k: 2}`),
    [],
  );
});

scopes('find unsafe the vars of modifiers', () => {
  assert.equal(messagesOf('p if input with input.x[y] as 1'), ['2: var y is unsafe']);
});

scopes('suggest what may be meant by a var that nothing binds', () => {
  const hintOf = (text: string) => faultsOf(text)[0]?.hint;
  assert.is(hintOf('p if inptu.x'), 'did you mean `input`?');
  assert.is(hintOf('import data.roles\np if "admin" in role'), 'did you mean `roles`?');
  assert.is(hintOf('p if x > 1'), 'bind it in a positive expression of the same body');
});

scopes('suggest functions with names near to one that there is not', () => {
  const hintOf = (text: string) => faultsOf(text)[0]?.hint;
  assert.is(hintOf('p := uper("a")'), 'did you mean `upper`?');
  assert.is(hintOf('final_stage(x) := x\np := final_stages(1)'), 'did you mean `final_stage`?');
});

scopes.run();

const strict = suite('strict mode');

strict('finds imports, vars and parameters that nothing uses', () => {
  const text = 'import data.b\nimport data.c\np if c\nf(x, y) := y if { z := 1 }';
  assert.equal(messagesOf(text), []);
  assert.equal(messagesOf(text, { strict: true }), ['2: import data.b unused']);
  assert.equal(messagesOf('f(x, y) := y if { z := 1 }', { strict: true }), [
    '2: unused argument x. (hint: use _ (wildcard variable) instead)',
    '2: assigned var z unused',
  ]);
});

strict('says nothing of vars that may be unused for what is wrong anyway', () => {
  assert.equal(messagesOf('p if { x := 1; y := 2; y := 3 }', { strict: true }), [
    '2: var y assigned above',
  ]);
});

strict('refuses in Rego v0 what Rego v1 refuses', () => {
  for (const text of ['p { input := 1 }', 'input = 1', 'p { any([true]) }']) {
    assert.equal(messagesOf(text, { version: 0 }), []);
    assert.is(messagesOf(text, { version: 0, strict: true }).length, 1);
    const v1 = text.replace(/\{.*/, (body) => `if ${body}`).replace(' = ', ' := ');
    assert.is(messagesOf(v1).length, 1);
  }
});

strict.run();

const stages = suite('stages');

stages('end with the first that finds errors', () => {
  const unsafe = 'p if x > 1';
  const mistyped = 'q := count(5)';
  const undefinedFunction = 'r if foo(1)';
  assert.equal(messagesOf(`${unsafe}\n${mistyped}`), ['2: var x is unsafe']);
  assert.equal(messagesOf(`${unsafe}\n${mistyped}\n${undefinedFunction}`), [
    '4: undefined function foo',
  ]);
});

stages('tell all errors of one stage, in the order of their places', () => {
  assert.equal(messagesOf('p if x > 1\nq if { y > 1; z > 2 }'), [
    '2: var x is unsafe',
    '3: var y is unsafe',
    '3: var z is unsafe',
  ]);
});

stages('say where the limit is reached', () => {
  const text = Array.from({ length: 5 }, (_, index) => `p${index} if x > 1`).join('\n');
  assert.equal(messagesOf(text, { errorLimit: 2 }), [
    '2: var x is unsafe',
    '3: var x is unsafe',
    ': error limit reached',
  ]);
});

stages.run();
