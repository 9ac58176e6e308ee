import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { faultsOf, messagesOf } from '../../helpers/check-module.js';

/** The lines below the messages. */
const detailsOf = (text: string): readonly (readonly string[])[] =>
  faultsOf(text).map(({ details, opa }) => {
    assert.is(opa, 'rego_type_error');
    return details?.lines ?? [];
  });

const checking = suite('checkTypes');

checking('refuses operands that a built-in can never take, naming its parameters', () => {
  assert.equal(messagesOf('p := count(5)'), ['2: count: invalid argument(s)']);
  assert.equal(detailsOf('p := count(5)'), [
    [
      'have: (number, ???)',
      'want: (collection: any<string, array[any], object[any: any], set[any]>, n: number)',
    ],
  ]);
});

checking('infers what functions of users take from their bodies', () => {
  const text = 'f(x) := x + 1\np := f("a")\nq := f(input.x)';
  assert.equal(messagesOf(text), ['3: data.a.f: invalid argument(s)']);
  assert.equal(detailsOf(text), [['have: (string, ???)', 'want: (number, number)']]);
});

checking('lets a function take what any of its bodies takes', () => {
  assert.equal(detailsOf('f(1) := "a"\nf("x") := 2\np := f(true)'), [
    ['have: (boolean, ???)', 'want: (any<number, string>, any<number, string>)'],
  ]);
});

checking('follows types through rules, functions and comprehensions', () => {
  assert.equal(
    messagesOf(
      'name := "x"\nlist := [n | n := name]\np := sum(list)\nf(x) := {"k": x}\nq := upper(f(1))',
    ),
    ['4: sum: invalid argument(s)', '6: upper: invalid argument(s)'],
  );
});

checking('refuses unifications that can never hold', () => {
  assert.equal(detailsOf('p if { x := 1; x == "one" }'), [['left  : number', 'right : string']]);
  assert.equal(messagesOf('p if [1] == ["a"]'), ['2: match error']);
  assert.equal(messagesOf('p if { x := 1; not x == "a" }'), ['2: match error']);
});

checking('takes empty composites for ones that may hold anything', () => {
  assert.equal(messagesOf('p if [] == [1]\nq if {} == {"a": 1}\nr if set() == {1}'), []);
});

checking('points into refs to fields that a rule never has', () => {
  const text = 'config := {"port": 80}\np := config.prot';
  assert.equal(messagesOf(text), ['3: undefined ref: data.a.config.prot']);
  assert.equal(detailsOf(text), [
    [
      'data.a.config.prot',
      '              ^',
      '              have: "prot"',
      '              want (one of): ["port"]',
    ],
  ]);
  assert.equal(faultsOf(text)[0]?.hint, 'did you mean `port`?');
});

checking('underlines as much of a ref as has a value with nothing within', () => {
  assert.equal(detailsOf('p if { x := {"a": 1}; x.a.b.c }'), [['x.a.b.c', '^^^', 'have: number']]);
});

checking('shows what a ref begins with where that is no var', () => {
  assert.equal(messagesOf('p := split("a", ",").first'), [
    '2: undefined ref: split("a", ",").first',
  ]);
});

checking('refuses functions that are not called', () => {
  assert.equal(messagesOf('f(x) := x\np := [f]'), [
    '3: function data.a.f used as reference, not called',
  ]);
});

checking('refuses to replace a function by one that takes another number of operands', () => {
  assert.equal(detailsOf('f(x, y) := [x, y]\np if count([1]) with count as f'), [
    ['have: (any, any)', 'want: (collection: any<string, array[any], object[any: any], set[any]>)'],
  ]);
});

checking('tells what is wrong in a body once: what is put where is not known any more', () => {
  assert.equal(messagesOf('p := y if { y := {"k": upper(1)} }'), ['2: upper: invalid argument(s)']);
});

checking('looks at refs in `every` and `not {}`, but not at calls: as OPA does', () => {
  assert.equal(messagesOf('p if every x in ["a"] { x + 1 }'), []);
  assert.equal(messagesOf('p if { y := {"a": 1}; every x in [1] { x; y.b } }'), [
    '2: undefined ref: y.b',
  ]);
});

checking('refuses nothing that might hold', () => {
  assert.equal(
    messagesOf(`p := upper(input.name)
q contains x if some x in input.xs
r := max({n | some n in q})
s[k] := v if some k, v in input.o
t := s.anything.below
u := object.get(s, "k", {"x": 1}).x
v if { y := [1, "a", null][_]; y == "a" }
w := json.marshal_with_options({}, {"indent": " "})
default z := null
z := 1 if input.z
yes if z == 1
pattern contains [i, j, y] if { {"p": y} = data.c[i][j] }
f(x) := y if { y := x.foo }
g := f({"bar": 1})`),
    [],
  );
});

checking.run();
