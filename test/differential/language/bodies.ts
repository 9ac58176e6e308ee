/** Random bodies: literals that bind vars, test them, negate, quantify, and replace documents and functions. */
import { type Choices, type Kind, Scope } from './choices.js';
import { term } from './terms.js';

export interface Body {
  /** One literal each. */
  readonly lines: readonly string[];
  /** With the vars that the body binds. */
  readonly scope: Scope;
}

/** A body of one to `most` literals over the vars of `around`. */
export function body(choices: Choices, around: Scope, depth: number, most: number): Body {
  const scope = new Scope(around);
  const length = 1 + choices.below(most);
  const lines: string[] = [];
  // Order means nothing where vars are not declared.
  const isUnordered = choices.chance(0.2);
  const bind = isUnordered ? unification : binding;
  for (let index = 0; index < length; index++) {
    // What replaces may not use what the literal declares.
    const replaced = choices.chance(0.12) ? modifiers(choices, scope, depth) : '';
    const line = choices.chance(index === 0 ? 0.75 : 0.5)
      ? bind(choices, scope, depth)
      : test(choices, scope, depth);
    lines.push(line + replaced);
  }
  if (isUnordered) lines.reverse();
  return { lines, scope };
}

function binding(choices: Choices, scope: Scope, depth: number): string {
  const t = (kind: Kind): string => term(choices, scope, kind, depth - 1);
  const collection = (): string => t(choices.pick(['array', 'set', 'object', 'any']));
  const bound = (kind: Kind): [string, Kind] => [choices.fresh('x'), kind];
  const declare = (...vars: readonly [string, Kind][]): void => {
    for (const [name, kind] of vars) scope.add(name, kind);
  };
  const forms: readonly (readonly [number, () => [string, readonly [string, Kind][]]])[] = [
    [
      5,
      () => {
        const kind = choices.kind();
        const x = bound(kind);
        return [`${x[0]} := ${t(kind)}`, [x]];
      },
    ],
    [
      4,
      () => {
        const x = bound('any');
        return [`some ${x[0]} in ${collection()}`, [x]];
      },
    ],
    [
      3,
      () => {
        const k = bound('any');
        const v = bound('any');
        return [`some ${k[0]}, ${v[0]} in ${collection()}`, [k, v]];
      },
    ],
    [
      1,
      () => {
        const a = bound('any');
        return [`some [${a[0]}, ${choices.chance(0.5) ? '_' : t('any')}] in ${collection()}`, [a]];
      },
    ],
    [
      2,
      () => {
        const a = bound('any');
        const b = bound('any');
        return [
          `[${a[0]}, ${b[0]}] = ${choices.chance(0.5) ? choices.pick(['input.xs', 'input.any', 'data.base.xs', 'input.pairs[_]']) : `[${t('any')}, ${t('any')}]`}`,
          [a, b],
        ];
      },
    ],
    [
      1,
      () => {
        const a = bound('any');
        return [`{${choices.pick(KEYS)}: ${a[0]}} = ${choices.pick(OBJECTS)}`, [a]];
      },
    ],
    [
      1,
      () => {
        const a = bound('any');
        const b = bound('any');
        const c = bound('any');
        return [
          `[${a[0]}, {"k1": ${b[0]}}, ${a[0]}] = [${t('any')}, {"k1": ${t('any')}}, ${c[0]}]`,
          [a, b, c],
        ];
      },
    ],
    [
      2,
      () => {
        const i = bound('any');
        const x = bound('any');
        const from = choices.pick([
          'input.xs',
          'input.o',
          'data.base',
          'data.base.o',
          'data.fuzz.mixed',
          'input.objects',
          'data.fuzz.other',
        ]);
        return [`some ${i[0]}; ${x[0]} := ${from}[${i[0]}]`, [i, x]];
      },
    ],
    [
      2,
      () => {
        const i = bound('any');
        const rules = [...choices.rulesOf('object', false), ...choices.rulesOf('set', false)];
        const from = rules.length > 0 ? choices.pick(rules).name : 'input.o';
        const x = bound('any');
        return [`some ${i[0]}; ${x[0]} = ${from}[${i[0]}]`, [i, x]];
      },
    ],
    [
      1,
      () => {
        const i = bound('any');
        const j = bound('any');
        const x = bound('any');
        const from = choices.pick([
          'data.base',
          'input.objects',
          'data.fuzz',
          'input',
          'data.fuzz.other',
        ]);
        // Reading the whole package would be recursive.
        const root = from === 'data.fuzz' ? 'data.fuzz.mixed' : from;
        return [`some ${i[0]}, ${j[0]}; ${x[0]} := ${root}[${i[0]}][${j[0]}]`, [i, j, x]];
      },
    ],
    [
      1,
      () => {
        const p = bound('array');
        const x = bound('any');
        return [`walk(${t(choices.pick(['object', 'array']))}, [${p[0]}, ${x[0]}])`, [p, x]];
      },
    ],
    [
      1,
      () => {
        const x = bound('number');
        return [`count(${t('array')}, ${x[0]})`, [x]];
      },
    ],
  ];
  const [line, vars] = choices.weighted(forms)();
  declare(...vars);
  return line;
}

/** Vars that are bound without a declaration. */
function unification(choices: Choices, scope: Scope, depth: number): string {
  const t = (kind: Kind): string => term(choices, scope, kind, depth - 1);
  const kind = choices.kind();
  const values: Readonly<Record<string, () => string>> = {
    var: () => t(kind),
    array: () => `[${t(kind)}, ${t('any')}]`,
    reference: () => `${choices.pick(DOCUMENTS)}[${t('any')}]`,
  };
  const form = choices.pick(['var', 'array', 'reference', 'iteration'] as const);
  if (form === 'iteration') {
    const key = choices.fresh('x');
    const value = choices.fresh('x');
    scope.add(key, 'any');
    scope.add(value, 'any');
    return `${choices.pick(DOCUMENTS)}[${key}] = ${value}`;
  }
  const made = (values[form] as () => string)();
  const name = choices.fresh('x');
  scope.add(name, form === 'reference' ? 'any' : kind);
  const left = form === 'array' ? `[${name}, _]` : name;
  return choices.chance(0.5) ? `${left} = ${made}` : `${made} = ${left}`;
}

const KEYS = ['"k1"', '"n"', '"a"', '1'];

const OBJECTS = ['input.o', 'data.base.o', 'input.any', 'input.objects[_]', 'data.base.objects[0]'];

const DOCUMENTS = [
  'input.xs',
  'input.o',
  'data.base',
  'data.base.o',
  'data.fuzz.mixed',
  'input.objects',
];

function test(choices: Choices, scope: Scope, depth: number): string {
  const t = (kind: Kind): string => term(choices, scope, kind, depth - 1);
  // Of two known kinds that differ it would be told that they are never equal.
  const kind = choices.kind();
  return choices.weighted<() => string>([
    [3, () => `${t(kind)} ${choices.pick(['==', '!=', '='])} ${t(kind)}`],
    [2, () => `${t('any')} ${choices.pick(['!=', '<', '<=', '>', '>='])} ${t('any')}`],
    [2, () => `${t('any')} in ${t(choices.pick(['array', 'set', 'object']))}`],
    [2, () => t('boolean')],
    [2, () => t('any')],
    [2, () => `not ${choices.chance(0.5) ? t('boolean') : `${t(kind)} == ${t(kind)}`}`],
    [1, () => `not ${t('any')} in ${t('array')}`],
    [2, () => quantifier(choices, scope, depth)],
    [1, () => `${choices.pick(DOCUMENTS)}[_] == ${t('any')}`],
    [1, () => `input.objects[_].k1 == ${t('any')}`],
  ])();
}

function quantifier(choices: Choices, scope: Scope, depth: number): string {
  const inner = new Scope(scope);
  const value = choices.fresh('e');
  const withKey = choices.chance(0.3);
  const name = choices.fresh('e');
  const domain = term(choices, scope, choices.pick(['array', 'set', 'object', 'any']), depth - 1);
  if (withKey) inner.add(name, 'any');
  inner.add(value, 'any');
  const { lines: list } = body(choices, inner, depth - 1, 2);
  const used = withKey ? [name, value] : [value];
  const lines = [...used.map((each) => `${each} != "unused"`), ...list];
  return `every ${withKey ? `${name}, ` : ''}${value} in ${domain} { ${lines.join('; ')} }`;
}

/** One or two `with`s: of input, base documents, rules, functions and built-ins. */
function modifiers(choices: Choices, scope: Scope, depth: number): string {
  const t = (kind: Kind): string => term(choices, scope, kind, depth - 1);
  const one = (): string =>
    choices.weighted<() => string>([
      [
        3,
        () =>
          ` with input.${choices.pick(['n', 's', 'b', 'o', 'xs', 'any', 'o.n'])} as ${t('any')}`,
      ],
      [1, () => ` with input as ${t('object')}`],
      [2, () => ` with data.base.${choices.pick(['n', 's', 'xs', 'o', 'o.k1'])} as ${t('any')}`],
      [1, () => ` with data.base as ${t('object')}`],
      [2, () => ruleReplaced(choices, t)],
      [
        1,
        () =>
          ` with ${choices.pick(['count', 'upper', 'type_name', 'json.marshal'])} as ${t('any')}`,
      ],
      [2, () => functionReplaced(choices, t)],
    ])();
  return choices.chance(0.3) ? one() + one() : one();
}

function ruleReplaced(choices: Choices, t: (kind: Kind) => string): string {
  const rules = choices.rulesOf('any', false);
  return rules.length === 0 ? '' : ` with data.fuzz.${choices.pick(rules).name} as ${t('any')}`;
}

function functionReplaced(choices: Choices, t: (kind: Kind) => string): string {
  const functions = choices.rulesOf('any', true);
  if (functions.length === 0) return '';
  const one = choices.pick(functions);
  const same = functions.filter(({ args }) => args?.length === one.args?.length);
  const target = choices.chance(0.25) && one.args?.length === 1 ? 'count' : one.name;
  return ` with ${target} as ${choices.chance(0.5) ? choices.pick(same).name : t('any')}`;
}
