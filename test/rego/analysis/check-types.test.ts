import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { positionAt } from '../../../src/diagnostics/source.js';
import { analyse } from '../../../src/rego/analysis/analyse.js';
import { parseModule } from '../../../src/rego/syntax/parse.js';

/** `line: message` of each error in a module `package a`. */
function errors(text: string): string[] {
  const { value, diagnostics } = parseModule({ path: 'a.rego', text: `package a\n${text}` });
  assert.equal(diagnostics, []);
  return analyse([value]).diagnostics.map(({ opa, message, span }) => {
    assert.is(opa, 'rego_type_error');
    return `${span ? positionAt(span.source, span.start).line : ''}: ${message}`;
  });
}

const checking = suite('checkTypes');

checking('refuses operands that a built-in can never take', () => {
  assert.equal(errors('p := count(5)'), [
    '2: count: invalid argument(s)\n\thave: (number, ???)\n\twant: (any<string, array[any], object[any: any], set[any]>, number)',
  ]);
});

checking('follows types through rules, functions and comprehensions', () => {
  assert.equal(
    errors(
      'name := "x"\nlist := [n | n := name]\np := sum(list)\nf(x) := {"k": x}\nq := upper(f(1))',
    ).map((line) => line.split('\n')[0]),
    ['4: sum: invalid argument(s)', '6: upper: invalid argument(s)'],
  );
});

checking('refuses unifications that can never hold', () => {
  assert.equal(errors('p if { x := 1; x == "one" }'), [
    '2: match error\n\tleft  : number\n\tright : string',
  ]);
  assert.equal(errors('p if [1, 2] = [x]')[0]?.split('\n')[0], '2: match error');
});

checking('refuses refs to fields that a rule never has', () => {
  assert.equal(errors('config := {"port": 80}\np := config.prot'), [
    '3: undefined ref: config.prot\n\thave: "prot"\n\twant (one of): ["port"]',
  ]);
});

checking('refuses nothing that might hold', () => {
  assert.equal(
    errors(`p := upper(input.name)
q contains x if some x in input.xs
r := max({n | some n in q})
s[k] := v if some k, v in input.o
t := s.anything.below
u := object.get(s, "k", {"x": 1}).x
v if { y := [1, "a", null][_]; y == "a" }
w := json.marshal_with_options({}, {"indent": " "})
default z := null
z := 1 if input.z
yes if z == 1`),
    [],
  );
});

checking.run();
