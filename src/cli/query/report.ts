import { printable } from '../../diagnostics/render.js';
import { marshal, marshalPretty } from '../../rego/builtins/json/marshal.js';
import { RegoObject, type Value } from '../../rego/builtins/value.js';
import type { Solution } from '../../rego/query.js';
import type { QueryFormat } from './options.js';

/** The answer to a query in one of OPA's formats. */
export function renderAnswer(solutions: readonly Solution[], format: QueryFormat): string {
  switch (format) {
    case 'json':
      return lines([pretty(answerObject(solutions.map(solutionObject)))]);
    case 'discard':
      return lines([
        pretty(solutions.length === 0 ? object([]) : object([['result', 'discarded']])),
      ]);
    case 'values':
      return lines(
        solutions.map(({ expressions }) => pretty(expressions.map(({ value }) => value))),
      );
    case 'bindings':
      return lines(solutions.map(({ bindings }) => pretty(object(bindings))));
    case 'raw':
      return lines(
        solutions.map(({ expressions }) => expressions.map(({ value }) => raw(value)).join(' ')),
      );
    case 'pretty':
      return lines(prettyLines(solutions));
  }
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

/** An object whose fields stay in the given order. */
const object = (entries: readonly (readonly [string, Value])[]): RegoObject =>
  new RegoObject(entries);

const pretty = (value: Value): string => marshalPretty(value, '', '  ');

const raw = (value: Value): string => (typeof value === 'string' ? value : marshal(value));

const answerObject = (results: readonly Value[]): RegoObject =>
  object(results.length === 0 ? [] : [['result', results]]);

function solutionObject({ expressions, bindings }: Solution): Value {
  const shown = expressions.map(({ value, text, line, column }) =>
    object([
      ['value', value],
      ['text', text],
      [
        'location',
        object([
          ['row', line],
          ['col', column],
        ]),
      ],
    ]),
  );
  return object([
    ['expressions', shown],
    ...(bindings.length > 0 ? [['bindings', object(bindings)] as const] : []),
  ]);
}

/** One value stands for itself; several, and vars, as a table with a row for each solution. */
function prettyLines(solutions: readonly Solution[]): string[] {
  const [first] = solutions;
  if (first === undefined) return ['undefined'];
  const { expressions, bindings } = first;
  const isTrue = bindings.length === 0 && expressions.every(({ value }) => value === true);
  const isOne = bindings.length === 0 && expressions.length === 1;
  if (solutions.length === 1 && (isTrue || isOne)) return [pretty(expressions[0]?.value ?? true)];
  // Beside vars, that an expression holds says nothing.
  const shown = expressions.flatMap(({ value }, index) =>
    bindings.length > 0 && typeof value === 'boolean' ? [] : [index],
  );
  const columns = [
    ...shown.map((index) => ({
      name: expressions[index]?.text ?? '',
      value: (row: Solution) => row.expressions[index]?.value ?? null,
    })),
    ...bindings.map(([name], index) => ({
      name,
      value: (row: Solution) => row.bindings[index]?.[1] ?? null,
    })),
  ];
  return table(
    columns.map(({ name }) => printable(name)),
    solutions.map((row) => columns.map(({ value }) => printable(marshal(value(row))))),
  );
}

/** Columns in a frame, their names in the middle. */
function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heading.map((name, index) =>
    Math.max(width(name), ...rows.map((row) => width(row[index] ?? ''))),
  );
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((wide) => '─'.repeat(wide + 2)).join(middle) + right;
  const line = (cells: readonly string[]) => `│${cells.map((cell) => ` ${cell} `).join('│')}│`;
  return [
    rule('┌', '┬', '┐'),
    line(heading.map((name, index) => centred(name, widths[index] ?? 0))),
    rule('├', '┼', '┤'),
    ...rows.map((row) => line(row.map((cell, index) => padded(cell, widths[index] ?? 0)))),
    rule('└', '┴', '┘'),
  ];
}

/** Wide letters take two columns of a terminal. */
function width(text: string): number {
  let columns = 0;
  for (const letter of text) {
    if (!/\p{Mark}/u.test(letter)) columns += WIDE.test(letter) ? 2 : 1;
  }
  return columns;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

function padded(text: string, wide: number): string {
  return text + ' '.repeat(Math.max(0, wide - width(text)));
}

function centred(text: string, wide: number): string {
  const room = Math.max(0, wide - width(text));
  return ' '.repeat(Math.floor(room / 2)) + text + ' '.repeat(Math.ceil(room / 2));
}
