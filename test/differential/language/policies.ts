/** Random policies with input and base documents. */
import { body } from './bodies.js';
import { Choices, type Kind, type KnownRule, Scope } from './choices.js';
import { key, term } from './terms.js';

export interface Policy {
  readonly modules: readonly string[];
  /** Paths of the rules that are no functions, below `data`. */
  readonly rules: readonly string[];
  readonly input: string;
  readonly data: string;
}

const DEPTH = 3;

/** A policy of `size` rules, of which each may refer to those before it. */
export function randomPolicy(random: () => number, size: number): Policy {
  const choices = new Choices(random);
  const texts: string[] = [];
  for (let index = 0; index < size; index++) {
    const { text, known } = rule(choices);
    texts.push(text);
    choices.rules.push(known);
  }
  const names = choices.rules.filter(({ args }) => args === undefined).map(({ name }) => name);
  return {
    modules: [
      `package fuzz\n\n${texts.join('\n\n')}\n`,
      `package fuzz.mixed\n\nv := input.n\n\ns contains x if some x in input.xs\n\no[k] := x if some k, x in input.o\n`,
      `package fuzz.other.deep\n\nv := 1\n\nw := 2 if input.b\n\nf(x) := x\n`,
    ],
    rules: names.map((name) => `fuzz/${name.replace(/\..*/, '')}`),
    input: documents(choices),
    data: `{"base":${documents(choices)},"fuzz":{"mixed":{"base":{"k1":1}},"other":{"b":[1,2]}}}`,
  };
}

function documents(choices: Choices): string {
  const number = (): unknown => choices.pick([0, 1, 2, 3, -1, 0.5, 10]);
  const string = (): unknown => choices.pick(['a', 'b', 'x', '', 'k1', 'n', 'é']);
  const any = (): unknown =>
    choices.pick<unknown>([null, 1, 'a', [1, 'a'], { k1: 'a' }, true, [], {}, [[1]], false]);
  const some = (make: () => unknown): unknown[] => Array.from({ length: choices.below(4) }, make);
  const object = (): unknown => ({ k1: any(), k2: any(), n: number(), s: string(), a: any() });
  const whole: Record<string, unknown> = {
    n: number(),
    s: string(),
    b: choices.chance(0.5),
    xs: some(number),
    ss: some(string),
    o: object(),
    pairs: some(() => [string(), number()]),
    objects: some(object),
    any: any(),
  };
  for (const name of Object.keys(whole)) if (choices.chance(0.07)) delete whole[name];
  return JSON.stringify(whole);
}

function rule(choices: Choices): { text: string; known: KnownRule } {
  return choices.weighted<() => { text: string; known: KnownRule }>([
    [4, () => complete(choices)],
    [3, () => partialSet(choices)],
    [3, () => partialObject(choices)],
    [3, () => functionRule(choices)],
    [2, () => generalRef(choices)],
  ])();
}

function lines(list: readonly string[]): string {
  return `{\n${list.map((line) => `\t${line}\n`).join('')}}`;
}

function complete(choices: Choices): { text: string; known: KnownRule } {
  const name = choices.fresh('p');
  const kind = choices.kind();
  const value = (scope: Scope): string => term(choices, scope, kind, DEPTH - 1);
  const parts: string[] = [];
  if (choices.chance(0.3))
    parts.push(`default ${name} := ${choices.pick(['0', '"d"', '[]', 'false', '{1}'])}`);
  const count = choices.chance(0.25) ? 2 : 1;
  const shared = choices.pick(['1', '"same"', 'true']);
  for (let index = 0; index < count; index++) {
    const { lines: list, scope } = body(choices, new Scope(), DEPTH, 3);
    let text = `${name} := ${count > 1 ? shared : value(scope)} if ${lines(list)}`;
    while (choices.chance(0.3)) {
      const other = body(choices, new Scope(), DEPTH, 2);
      text += ` else := ${value(other.scope)} if ${lines(other.lines)}`;
    }
    if (choices.chance(0.15)) text += ` else := ${value(new Scope())}`;
    parts.push(text);
  }
  return { text: parts.join('\n\n'), known: { name, kind: count > 1 ? 'any' : kind } };
}

function partialSet(choices: Choices): { text: string; known: KnownRule } {
  const name = choices.fresh('s');
  const texts = Array.from({ length: 1 + choices.below(2) }, () => {
    const { lines: list, scope } = body(choices, new Scope(), DEPTH, 3);
    return `${name} contains ${term(choices, scope, 'any', 1)} if ${lines(list)}`;
  });
  return { text: texts.join('\n\n'), known: { name, kind: 'set' } };
}

function partialObject(choices: Choices): { text: string; known: KnownRule } {
  const name = choices.fresh('o');
  const texts = Array.from({ length: 1 + choices.below(2) }, () => {
    const { lines: list, scope } = body(choices, new Scope(), DEPTH, 3);
    return `${name}[${key(choices, scope, 1)}] := ${term(choices, scope, 'any', 1)} if ${lines(list)}`;
  });
  return { text: texts.join('\n\n'), known: { name, kind: 'object' } };
}

function generalRef(choices: Choices): { text: string; known: KnownRule } {
  const name = choices.fresh('g');
  const part = (scope: Scope): string =>
    choices.weighted([
      [2, `.${choices.pick(['a', 'b', 'k1', 'n'])}`],
      [2, `[${key(choices, scope, 0)}]`],
    ]);
  const isSet = choices.chance(0.4);
  const length = 1 + choices.below(2);
  const texts = Array.from({ length: 1 + choices.below(2) }, () => {
    const { lines: list, scope } = body(choices, new Scope(), DEPTH, 3);
    const path = Array.from({ length: length + (choices.chance(0.2) ? 1 : 0) }, () => part(scope));
    const value = term(choices, scope, 'any', 1);
    const head = `${name}${path.join('')}`;
    return `${head} ${isSet ? 'contains' : ':='} ${value} if ${lines(list)}`;
  });
  return { text: texts.join('\n\n'), known: { name, kind: 'object' } };
}

function functionRule(choices: Choices): { text: string; known: KnownRule } {
  const name = choices.fresh('f');
  const kind = choices.kind();
  const args: Kind[] = Array.from({ length: 1 + choices.below(2) }, () => choices.kind());
  const parts: string[] = [];
  if (choices.chance(0.15))
    parts.push(`default ${name}(${args.map(() => '_').join(', ')}) := "none"`);
  const count = choices.chance(0.35) ? 2 : 1;
  for (let index = 0; index < count; index++) {
    const scope = new Scope();
    const patterns = args.map((arg) => pattern(choices, scope, arg));
    const { lines: list, scope: inner } = body(choices, scope, DEPTH, 2);
    const head = `${name}(${patterns.join(', ')})`;
    let text = `${head} := ${count > 1 ? choices.pick(['1', 'true']) : term(choices, inner, kind, 2)} if ${lines(list)}`;
    if (choices.chance(0.25)) {
      const other = body(choices, scope, DEPTH, 2);
      text += ` else := ${term(choices, other.scope, kind, 1)} if ${lines(other.lines)}`;
    }
    parts.push(text);
  }
  return { text: parts.join('\n\n'), known: { name, kind: count > 1 ? 'any' : kind, args } };
}

function pattern(choices: Choices, scope: Scope, kind: Kind): string {
  const name = choices.fresh('a');
  return choices.weighted<() => string>([
    [6, () => scope.add(name, kind)],
    [1, () => `[${scope.add(name, 'any')}, _]`],
    [1, () => `{"k1": ${scope.add(name, 'any')}}`],
    [1, () => choices.pick(['1', '"a"', 'true', '_', '[]', '{}', '[_, 2]'])],
  ])();
}
