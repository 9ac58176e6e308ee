/** A part of Go's text/template: fields, variables, `if`, `range`, `with`, pipelines, and the functions that compare and count. */
import { BuiltinError } from '../declaration.js';
import { member } from '../objects/member.js';
import { compareValues } from '../order.js';
import { RegoObject, type Value } from '../value.js';
import { displayText } from './display-text.js';
import { sprintf } from './format.js';

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/** `$x, $y := command | command`. */
interface Pipe {
  readonly variables: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly (readonly string[])[];
}

const fail = (message: string): never => {
  throw new BuiltinError('builtin', `template: ${message}`);
};

/** @throws BuiltinError for a template that makes no sense */
export function renderTemplate(template: string, variables: Value): string {
  // OPA reads the variables' text as JSON, which does not know all escapes of it.
  const [, unknown] =
    [...displayText(variables).matchAll(/\\(.)/g)].find(([, letter = '']) =>
      'xavU'.includes(letter),
    ) ?? [];
  if (unknown !== undefined) {
    throw new BuiltinError('builtin', `invalid character '${unknown}' in string escape code`);
  }
  const nodes = parse(tokens(template));
  const scope = new Map<string, Value | undefined>([['$', variables]]);
  return render(nodes, variables, scope);
}

interface Token {
  readonly action: boolean;
  readonly text: string;
}

function tokens(template: string): Token[] {
  const found: Token[] = [];
  let from = 0;
  for (const match of template.matchAll(
    /\{\{(-\s)?\s*((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^}"`]|\}(?!\}))*?)\s*(\s-)?\}\}/g,
  )) {
    let text = template.slice(from, match.index);
    const previous = template.slice(0, from);
    if (/\s-\}\}$/.test(previous)) text = text.trimStart();
    if (match[1] !== undefined) text = text.trimEnd();
    found.push({ action: false, text }, { action: true, text: match[2] ?? '' });
    from = match.index + match[0].length;
  }
  const rest = template.slice(from);
  if (rest.includes('{{')) fail('unclosed action');
  found.push({
    action: false,
    text: /\s-\}\}$/.test(template.slice(0, from)) ? rest.trimStart() : rest,
  });
  return found;
}

function parse(list: readonly Token[]): Node[] {
  let at = 0;
  const block = (inner: boolean): { nodes: Node[]; end: string } => {
    const nodes: Node[] = [];
    while (at < list.length) {
      const { action, text } = list[at++] as Token;
      if (!action) {
        if (text !== '') nodes.push({ kind: 'text', text });
        continue;
      }
      if (text.startsWith('/*')) continue;
      const [, word = '', rest = ''] =
        /^(if|with|range|else|end|template|block|define)?\s*([\s\S]*)$/.exec(text) ?? [];
      if (word === 'end' || word === 'else') {
        if (!inner) fail(`unexpected {{${word}}}`);
        return { nodes, end: text };
      }
      if (word === 'if' || word === 'with' || word === 'range') {
        nodes.push(control(word, rest));
      } else if (word !== '') fail(`${word} is not supported`);
      else nodes.push({ kind: 'action', pipe: pipe(rest) });
    }
    if (inner) fail('unexpected EOF');
    return { nodes, end: '' };
  };
  const control = (kind: 'if' | 'with' | 'range', rest: string): Node => {
    const { nodes: body, end } = block(true);
    if (end === 'end') return { kind, pipe: pipe(rest), body, otherwise: [] };
    const [, next] = /^else\s+if\s+([\s\S]*)$/.exec(end) ?? [];
    const otherwise = next === undefined ? block(true).nodes : [control('if', next)];
    return { kind, pipe: pipe(rest), body, otherwise };
  };
  return block(false).nodes;
}

function pipe(text: string): Pipe {
  const [, names = '', mark = '', rest = text] =
    /^((?:\$\w+\s*,\s*)?\$\w+)\s*(:?=)\s*([\s\S]*)$/.exec(text) ?? [];
  const words = rest.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|\||[()]|[^\s|()]+/g) ?? [];
  const commands: string[][] = [[]];
  let depth = 0;
  for (const word of words) {
    if (word === '(') depth++;
    if (word === ')') depth--;
    if (word === '|' && depth === 0) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  if (commands.some((command) => command.length === 0)) fail('missing value for command');
  return {
    variables: names === '' ? [] : names.split(',').map((name) => name.trim()),
    assigns: mark === '=',
    commands,
  };
}

type Scope = Map<string, Value | undefined>;

function render(nodes: readonly Node[], dot: Value, scope: Scope): string {
  return nodes.map((node) => renderNode(node, dot, scope)).join('');
}

function renderNode(node: Node, dot: Value, scope: Scope): string {
  if (node.kind === 'text') return node.text;
  const value = evaluate(node.pipe, dot, scope);
  if (node.kind === 'action') {
    const [name] = node.pipe.variables;
    if (name === undefined) return shown(value);
    scope.set(name, value);
    return '';
  }
  const inner = new Map(scope);
  if (node.kind !== 'range') {
    const [name] = node.pipe.variables;
    if (name !== undefined) inner.set(name, value);
    if (!isTrue(value)) return render(node.otherwise, dot, inner);
    return render(node.body, node.kind === 'with' ? (value as Value) : dot, inner);
  }
  const entries = entriesOf(value);
  if (entries.length === 0) return render(node.otherwise, dot, inner);
  const [first, second] = node.pipe.variables;
  return entries
    .map(([key, item]) => {
      if (second !== undefined && first !== undefined) inner.set(first, key).set(second, item);
      else if (first !== undefined) inner.set(first, item);
      return render(node.body, item, inner);
    })
    .join('');
}

function entriesOf(value: Value | undefined): readonly (readonly [Value, Value])[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Value[]).map((item, index) => [index, item]);
  if (value instanceof RegoObject) return value.entries;
  return fail(`range can't iterate over ${shown(value)}`);
}

function isTrue(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 0)
    return false;
  return Array.isArray(value) || value instanceof RegoObject ? entriesOf(value).length > 0 : true;
}

function evaluate({ commands }: Pipe, dot: Value, scope: Scope): Value | undefined {
  let result: Value | undefined;
  for (const [index, words] of commands.entries()) {
    result = command(words, dot, scope, index === 0 ? [] : [result]);
  }
  return result;
}

function command(
  words: readonly string[],
  dot: Value,
  scope: Scope,
  piped: readonly (Value | undefined)[],
): Value | undefined {
  const operands: (Value | undefined)[] = [];
  for (let at = 1; at < words.length; at++) {
    if (words[at] !== '(') {
      operands.push(operand(words[at] ?? '', dot, scope));
      continue;
    }
    const start = ++at;
    for (let depth = 1; depth > 0; at++) {
      if (at >= words.length) fail('unclosed left paren');
      if (words[at] === '(') depth++;
      if (words[at] === ')') depth--;
    }
    at--;
    operands.push(command(words.slice(start, at), dot, scope, []));
  }
  const [name = ''] = words;
  const call = FUNCTIONS[name];
  if (call !== undefined) return call([...operands, ...piped]);
  if (/^[A-Za-z]/.test(name) && !['true', 'false', 'nil'].includes(name))
    fail(`function "${name}" not defined`);
  return operand(name, dot, scope);
}

function operand(word: string, dot: Value, scope: Scope): Value | undefined {
  if (word.startsWith('"')) return JSON.parse(word) as string;
  if (word.startsWith('`')) return word.slice(1, -1);
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'nil') return null;
  if (/^-?\d/.test(word)) return Number(word);
  const [head = '', ...path] = word.split('.');
  if (head !== '' && !scope.has(head)) fail(`undefined variable "${head}"`);
  const start = head === '' ? dot : scope.get(head);
  return path
    .filter((part) => part !== '')
    .reduce<Value | undefined>(
      (value, part) => (value === undefined ? undefined : member(value, part)),
      start,
    );
}

function shown(value: Value | undefined): string {
  if (value === undefined || value === null) return '<undefined>';
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(shown).join(' ')}]`;
  if (value instanceof RegoObject) {
    return `map[${value.entries.map(([key, item]) => `${shown(key)}:${shown(item)}`).join(' ')}]`;
  }
  return sprintf('%v', [value]);
}

type Call = (operands: readonly (Value | undefined)[]) => Value | undefined;

const ordered =
  (holds: (order: number) => boolean): Call =>
  ([a = null, b = null]) =>
    holds(compareValues(a, b));

const FUNCTIONS: Readonly<Record<string, Call>> = {
  and: (operands) => operands.find((value) => !isTrue(value)) ?? operands.at(-1),
  or: (operands) => operands.find(isTrue) ?? operands.at(-1),
  not: ([value]) => !isTrue(value),
  eq: ([first = null, ...rest]) => rest.some((other) => compareValues(first, other ?? null) === 0),
  ne: ordered((order) => order !== 0),
  lt: ordered((order) => order < 0),
  le: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  ge: ordered((order) => order >= 0),
  len: ([value]) =>
    typeof value === 'string' ? new TextEncoder().encode(value).length : entriesOf(value).length,
  index: ([value, ...keys]) =>
    keys.reduce<Value | undefined>(
      (node, key) => (node === undefined ? undefined : member(node, key ?? null)),
      value,
    ),
  print: (operands) => operands.map(shown).join(''),
  println: (operands) => `${operands.map(shown).join(' ')}\n`,
  printf: ([format, ...rest]) =>
    sprintf(
      String(format),
      rest.map((value) => value ?? null),
    ),
};
