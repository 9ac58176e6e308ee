/** Random terms of a wanted kind. */
import { body } from './bodies.js';
import type { Choices, Kind, Scope } from './choices.js';

const NUMBERS = ['0', '1', '2', '3', '-1', '0.5', '10', '1.0', '100000000000000000000'];
const STRINGS = ['"a"', '"b"', '"x"', '""', '"é"', '`r`', '"k1"', '"k2"', '"n"', '"xs"'];

/** What the generated input and base documents hold, by kind; `documents.ts` makes them so, mostly. */
const DOCUMENTS: Readonly<Record<Kind, readonly string[]>> = {
  number: ['input.n', 'input.o.n', 'data.base.n', 'input.xs[0]', 'input["n"]'],
  string: ['input.s', 'input.o.s', 'data.base.s', 'input.ss[0]'],
  boolean: ['input.b', 'data.base.b', 'input.missing'],
  array: ['input.xs', 'input.ss', 'data.base.xs', 'input.pairs', 'input.objects'],
  set: [],
  object: ['input.o', 'data.base.o', 'data.base', 'input', 'data.fuzz.mixed', 'input.objects[0]'],
  any: ['input.any', 'data.base.any', 'input.missing.deep', 'data.fuzz.mixed.v', 'data.nothing'],
};

export function term(choices: Choices, scope: Scope, kind: Kind, depth: number): string {
  const wanted = kind === 'any' && choices.chance(0.7) ? choices.kind() : kind;
  const vars = scope.of(wanted);
  if (vars.length > 0 && choices.chance(0.4)) return choices.pick(vars);
  const documents = DOCUMENTS[wanted];
  if (documents.length > 0 && choices.chance(0.2)) return choices.pick(documents);
  if (choices.chance(0.25)) {
    const known = ruleTerm(choices, scope, wanted, depth);
    if (known !== undefined) return known;
  }
  if (depth <= 0) return plain(choices, wanted);
  return composed(choices, scope, wanted, depth - 1);
}

function plain(choices: Choices, kind: Kind): string {
  switch (kind) {
    case 'number':
      return choices.pick(NUMBERS);
    case 'string':
      return choices.pick(STRINGS);
    case 'boolean':
      return choices.pick(['true', 'false']);
    case 'array':
      return choices.pick([
        '[]',
        '[1, 2, 3]',
        '["a", "b"]',
        '[[1, "a"], [2, "b"]]',
        '[{"k1": 1}]',
        '[null]',
      ]);
    case 'set':
      return choices.pick(['set()', '{1, 2, 3}', '{"a", "b"}', '{[1, 2]}', '{{1}}', '{1.0, "a"}']);
    case 'object':
      return choices.pick([
        '{}',
        '{"k1": 1, "k2": 2}',
        '{"a": {"b": 1}}',
        '{1: "x"}',
        '{"n": [1]}',
        '{{1}: 2}',
      ]);
    default:
      return choices.pick(['null', '1', '"a"', '[]', 'true']);
  }
}

/** A rule that was generated before, read whole, in part, or called. */
function ruleTerm(choices: Choices, scope: Scope, kind: Kind, depth: number): string | undefined {
  const isCall = choices.chance(0.4);
  const known = choices.rulesOf(kind, isCall);
  if (isCall) {
    if (known.length === 0) return undefined;
    const { name, args = [] } = choices.pick(known);
    return `${name}(${args.map((arg) => term(choices, scope, arg, depth - 1)).join(', ')})`;
  }
  if (choices.chance(0.4)) {
    const containers = [...choices.rulesOf('object', false), ...choices.rulesOf('set', false)];
    if (containers.length === 0) return undefined;
    const { name } = choices.pick(containers);
    const path = choices.chance(0.3) ? `data.fuzz.${name}` : name;
    return `${path}[${key(choices, scope, depth)}]`;
  }
  if (known.length === 0) return undefined;
  const { name } = choices.pick(known);
  return choices.weighted([
    [5, name],
    [1, `data.fuzz.${name}`],
    [1, `data.fuzz[${JSON.stringify(name)}]`],
  ]);
}

export function key(choices: Choices, scope: Scope, depth: number): string {
  const vars = scope.of('any');
  if (vars.length > 0 && choices.chance(0.5)) return choices.pick(vars);
  return choices.chance(0.8)
    ? choices.pick([...STRINGS, '0', '1'])
    : term(choices, scope, 'string', depth - 1);
}

type Make = () => string;

function composed(choices: Choices, scope: Scope, kind: Kind, depth: number): string {
  const t = (wanted: Kind): string => term(choices, scope, wanted, depth);
  const list = (wanted: Kind): string =>
    Array.from({ length: choices.below(4) }, () => t(wanted)).join(', ');
  const comprehension = (head: (inner: Scope) => string): string => {
    const { lines, scope: inner } = body(choices, scope, depth, 2);
    return `${head(inner)} | ${lines.join('; ')}`;
  };
  const item = (inner: Scope): string => term(choices, inner, 'any', depth - 1);
  const forms: Readonly<Record<Kind, readonly (readonly [number, Make])[]>> = {
    number: [
      [3, () => `(${t('number')} ${choices.pick(['+', '-', '*', '/', '%'])} ${t('number')})`],
      [2, () => `count(${t(choices.pick(['array', 'set', 'object', 'string']))})`],
      [
        1,
        () => `sum(${choices.pick(['input.xs', 'data.base.xs', '[x | x := input.objects[_].n]'])})`,
      ],
      [1, () => `${choices.pick(['max', 'min'])}(${t(choices.pick(['array', 'set']))})`],
      [1, () => `${choices.pick(['abs', 'round', 'ceil', 'floor'])}(${t('number')})`],
      [1, () => `object.get(${t('object')}, ${t('string')}, ${t('number')})`],
      [1, () => `to_number(${t('string')})`],
      [
        1,
        () => `-${choices.pick(scope.of('number').length > 0 ? scope.of('number') : ['input.n'])}`,
      ],
    ],
    string: [
      [2, () => `concat(${t('string')}, [${t('string')}, ${t('string')}])`],
      [2, () => `$"a{${t('any')}}b{${t('string')}}"`],
      [1, () => `sprintf("%v-%v", [${t('any')}, ${t('any')}])`],
      [1, () => `${choices.pick(['upper', 'lower', 'trim_space'])}(${t('string')})`],
      [1, () => `type_name(${t('any')})`],
      [1, () => `json.marshal(${t('any')})`],
      [1, () => `replace(${t('string')}, ${t('string')}, ${t('string')})`],
      [1, () => `format_int(${t('number')}, 10)`],
    ],
    boolean: [
      [3, () => `(${t('any')} ${choices.pick(['==', '!=', '<', '<=', '>', '>='])} ${t('any')})`],
      [2, () => `(${t('any')} in ${t(choices.pick(['array', 'set', 'object', 'any']))})`],
      [1, () => `(${t('any')}, ${t('any')} in ${t(choices.pick(['array', 'object', 'set']))})`],
      [
        1,
        () =>
          `${choices.pick(['startswith', 'contains', 'endswith'])}(${t('string')}, ${t('string')})`,
      ],
      [
        1,
        () =>
          `is_${choices.pick(['string', 'number', 'set', 'object', 'array', 'null', 'boolean'])}(${t('any')})`,
      ],
    ],
    array: [
      [3, () => `[${list('any')}]`],
      [3, () => `[${comprehension(item)}]`],
      [1, () => `array.concat(${t('array')}, ${t('array')})`],
      [1, () => `array.slice(${t('array')}, ${t('number')}, ${t('number')})`],
      [1, () => `sort(${t(choices.pick(['array', 'set']))})`],
      [1, () => `split(${t('string')}, ${t('string')})`],
      [1, () => `numbers.range(${t('number')}, 3)`],
    ],
    set: [
      [3, () => (choices.chance(0.1) ? 'set()' : `{${t('any')}, ${t('any')}}`)],
      [3, () => `{${comprehension(item)}}`],
      [3, () => `(${t('set')} ${choices.pick(['|', '&', '-'])} ${t('set')})`],
      [1, () => `union({${t('set')}, ${t('set')}})`],
      [1, () => `object.keys(${t('object')})`],
    ],
    object: [
      [3, () => `{${key(choices, scope, depth)}: ${t('any')}}`],
      [2, () => `{"k1": ${t('any')}, "k2": ${t('any')}}`],
      [3, () => `{${comprehension((inner) => `${key(choices, inner, depth)}: ${item(inner)}`)}}`],
      [1, () => `object.union(${t('object')}, ${t('object')})`],
      [1, () => `object.remove(${t('object')}, [${t('string')}])`],
      [1, () => `json.patch(${t('object')}, [{"op": "add", "path": "/z", "value": ${t('any')}}])`],
    ],
    any: [
      [2, () => `input.o[${key(choices, scope, depth)}]`],
      [2, () => `data.base[${key(choices, scope, depth)}]`],
      [1, () => `data.fuzz.mixed[${key(choices, scope, depth)}]`],
      [1, () => `data.base.o[${key(choices, scope, depth)}][${key(choices, scope, depth)}]`],
      [1, () => `input.objects[${t('number')}][${key(choices, scope, depth)}]`],
      [1, () => `object.get(${t('object')}, ${t('any')}, ${t('any')})`],
      [1, () => `object.get(${t('object')}, [${t('string')}, ${t('any')}], ${t('any')})`],
      [1, () => `json.unmarshal(json.marshal(${t('any')}))`],
    ],
  };
  return choices.weighted(forms[kind])();
}
