/** Calls of built-ins with odd operands, as a module of one rule for each. */
import type { BuiltinDeclaration, TypeJson } from '../../src/rego/builtins/declaration.js';
import { builtinNamed, builtinNames } from '../../src/rego/builtins/registry.js';
import type { Question } from './answer.js';
import { FAMILIES, ODD_VALUES } from './operands.js';

/** What answers differently each time, asks the network, or is no function of its operands. */
const LEFT_OUT =
  /^(http\.|net\.lookup|opa\.|rand\.|rego\.metadata|internal\.|print$|trace$|uuid\.rfc|time\.now|io\.jwt\.encode|net\.cidr_expand|eq$|assign$|test\.)/;

/** The names of the built-ins that are compared. Deprecated ones need version 0. */
export function comparedBuiltins(version: 0 | 1): string[] {
  return [...builtinNames()].filter(
    (name) => !LEFT_OUT.test(name) && (version === 0 || !builtinNamed(name)?.deprecated),
  );
}

/** One call: operands in Rego's syntax. */
export interface Call {
  readonly name: string;
  readonly operands: readonly string[];
}

export function randomCall(name: string, random: () => number): Call {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const family = FAMILIES.filter(([pattern]) => pattern.test(name)).flatMap(([, values]) => values);
  const { args } = builtinNamed(name) as BuiltinDeclaration;
  const operands = args.map((type) => {
    const die = random();
    const near = family.length > 0 && die < 0.65 ? family : ODD_VALUES;
    const fitting = near.filter((value) => fits(value, type));
    return die > 0.95 || fitting.length === 0 ? pick(ODD_VALUES) : pick(fitting);
  });
  return { name, operands };
}

/** Whether a value is of one of a type's outermost kinds. */
function fits(value: string, type: TypeJson): boolean {
  const of = type['of'] as readonly TypeJson[] | undefined;
  if (type.type === 'any') return of === undefined || of.some((item) => fits(value, item));
  return type.type === kindOf(value);
}

function kindOf(value: string): string {
  if (value.startsWith('"')) return 'string';
  if (value.startsWith('[')) return 'array';
  if (value === 'set()') return 'set';
  if (value === 'null') return 'null';
  if (value === 'true' || value === 'false') return 'boolean';
  if (!value.startsWith('{')) return 'number';
  return value === '{}' || /^\{(?:"(?:[^"\\]|\\.)*"|[^,]*?|[[{].*?[\]}]): /.test(value)
    ? 'object'
    : 'set';
}

/**
 * The question after the answers of calls. Types are kept from the compiler, which would refuse what a built-in must refuse;
 * each answer is told as JSON and as Rego's text, in which sets are sets.
 */
export function questionOf(
  calls: readonly Call[],
  strictErrors: boolean,
  version: 0 | 1,
): Question {
  const values = [...new Set(calls.flatMap(({ operands }) => operands))];
  const rules = calls.map(({ name, operands }, index) => {
    const terms = operands.map((operand) => `v[input.i[${values.indexOf(operand)}]]`);
    const call = builtinNamed(name)?.relation
      ? `x := [y | ${name}(${terms.join(', ')}, y)]`
      : `x := ${name}(${terms.join(', ')})`;
    return `p${index} := [x, sprintf("%v", [x])] if { ${call} }`;
  });
  const v1 = version === 1 ? '' : 'import future.keywords\n';
  const text = `package fuzz\n${v1}v := array.concat([${values.join(', ')}], [])\n${rules.join('\n')}`;
  return {
    modules: [text],
    rules: calls.map((_, index) => `fuzz/p${index}`),
    input: JSON.stringify({ i: values.map((_, index) => index) }),
    data: '{}',
    strictErrors,
    version,
  };
}
