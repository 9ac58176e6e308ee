import {
  type Assignment,
  type Command,
  forEachChild,
  type ParsedScript,
  parse,
  type Redirection,
  type SyntaxNode,
  type Word,
} from 'unbash';
import { splitArguments } from './options.js';
import type { ShellCommand, ShellWord } from './types.js';

/** Commands inside of these may not run. */
const CONDITIONAL = new Set([
  'If',
  'Elif',
  'While',
  'For',
  'ArithmeticFor',
  'Case',
  'Select',
  'Function',
]);

/** What stands in front of a command without being it, and its options that take a value. */
const WRAPPERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['sudo', ['-u', '-g', '-h', '-p', '-C']],
  ['env', ['-u', '-C', '-S']],
  ['exec', ['-a']],
  ['command', []],
  ['nice', ['-n']],
  ['time', []],
  ['nohup', []],
  ['xargs', ['-n', '-P', '-I', '-L', '-d', '-a', '-s', '-E']],
  ['gosu', []],
]);

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

/** Scripts within scripts are taken apart up to this depth. */
const DEEPEST = 3;

interface Around {
  readonly scope: readonly string[];
  readonly maybe: boolean;
  readonly pipe: number;
  readonly pos: number;
  readonly next: string;
}

export interface Collected {
  readonly commands: readonly ShellCommand[];
  readonly errors: readonly string[];
}

/** Lists the simple commands of a script in source order. */
export function collectCommands(text: string): Collected {
  const collector = new Collector();
  const script = parse(text);
  collector.script(script, 0, (offset) => offset);
  return {
    commands: collector.commands,
    errors: (script.errors ?? []).map(({ message }) => message),
  };
}

class Collector {
  readonly commands: ShellCommand[] = [];
  #pipes = 0;

  script(script: ParsedScript, depth: number, offset: (at: number) => number): void {
    this.#list(
      script.commands,
      { scope: [], maybe: false, pipe: 0, pos: 0, next: '' },
      depth,
      offset,
    );
  }

  #list(
    statements: readonly SyntaxNode[],
    around: Around,
    depth: number,
    offset: (at: number) => number,
  ): void {
    for (const [index, statement] of statements.entries()) {
      const isLast = index === statements.length - 1;
      const background = statement.type === 'Statement' && statement.background === true;
      const next = background ? '&' : isLast ? around.next : ';';
      this.#visit(
        statement.type === 'Statement' ? statement.command : statement,
        { ...around, next },
        depth,
        offset,
      );
    }
  }

  #visit(node: SyntaxNode, around: Around, depth: number, offset: (at: number) => number): void {
    switch (node.type) {
      case 'AndOr':
        for (const [index, command] of node.commands.entries()) {
          const next = node.operators[index] ?? around.next;
          const afterOr = node.operators[index - 1] === '||';
          this.#visit(command, { ...around, next, maybe: around.maybe || afterOr }, depth, offset);
        }
        return;
      case 'Pipeline': {
        this.#pipes += 1;
        const pipe = this.#pipes;
        for (const [pos, command] of node.commands.entries()) {
          const next = node.operators[pos] ?? around.next;
          this.#visit(command, { ...around, pipe, pos, next }, depth, offset);
        }
        return;
      }
      case 'Command':
        this.#command(node, around, depth, offset);
        return;
      case 'Script':
      case 'CompoundList':
        this.#list(node.commands, around, depth, offset);
        return;
      default: {
        const isScope =
          /^(If|For|ArithmeticFor|While|Case|Select|Function|Subshell|BraceGroup|CommandExpansion|ProcessSubstitution|Coproc)$/;
        const scope = isScope.test(node.type)
          ? [...around.scope, node.type.toLowerCase()]
          : around.scope;
        const maybe = around.maybe || CONDITIONAL.has(node.type);
        forEachChild(node, (child) => {
          this.#visit(child, { ...around, scope, maybe }, depth, offset);
        });
      }
    }
  }

  #command(node: Command, around: Around, depth: number, offset: (at: number) => number): void {
    const own = around.pipe > 0 && around.next !== '' ? around : { ...around };
    const pipe = own.pipe > 0 ? own.pipe : ++this.#pipes;
    const words = [...(node.name ? [node.name] : []), ...node.args.filter(isWord)];
    const { wrap, rest, assign } = unwrap(words.map(({ value }) => value));
    const skipped = words.length - rest.length;
    const [name = ''] = rest;
    const { args, flags, opts } = splitArguments(name, rest.slice(1));
    this.commands.push({
      id: this.commands.length,
      name: name.slice(name.lastIndexOf('/') + 1),
      argv: rest,
      words: words.slice(skipped).map(wordOf),
      args,
      flags,
      opts,
      wrap,
      assign: [...node.prefix.filter(isAssignment).map(assignmentOf), ...assign],
      redir: node.redirects.flatMap(redirectOf),
      pipe,
      pos: own.pos,
      next: own.next,
      scope: own.scope,
      maybe: own.maybe,
      start: offset(node.pos),
      end: offset(node.end),
    });
    this.#inner(name, rest, words.slice(skipped), own, depth, offset);
    forEachChild(node, (child) => {
      this.#visit(child, { ...around, pipe: 0, pos: 0, next: '' }, depth, offset);
    });
  }

  /** `sh -c '…'` with a literal script is taken apart as well. */
  #inner(
    name: string,
    rest: readonly string[],
    words: readonly Word[],
    around: Around,
    depth: number,
    offset: (at: number) => number,
  ): void {
    if (depth >= DEEPEST || !SHELLS.has(name.slice(name.lastIndexOf('/') + 1))) return;
    const flag = rest.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word));
    const word = flag < 0 ? undefined : words[flag + 1];
    if (word === undefined || wordOf(word).vars.length > 0) return;
    const start = offset(word.pos);
    this.#list(
      parse(word.value).commands,
      { ...around, scope: [...around.scope, 'sh -c'], pipe: 0, pos: 0, next: '' },
      depth + 1,
      () => start,
    );
  }
}

function isWord(node: Word | Assignment): node is Word {
  return node.type === 'Word';
}

function isAssignment(node: Assignment | Redirection): node is Assignment {
  return node.type === 'Assignment';
}

function assignmentOf({ name, value }: Assignment): { name: string; value: string } {
  return { name, value: value.type === 'Word' ? value.value : '' };
}

function redirectOf(node: Redirection): { op: string; fd: number; target: string }[] {
  const fd =
    node.descriptor?.type === 'FileDescriptor'
      ? node.descriptor.value
      : node.operator.startsWith('<')
        ? 0
        : 1;
  if (node.type === 'HereDoc')
    return [{ op: node.operator, fd, target: node.delimiter?.value ?? '' }];
  return [{ op: node.operator, fd, target: node.target?.value ?? '' }];
}

/** Takes wrappers off the front: `sudo -u x env A=1 apt-get` is `apt-get`. */
function unwrap(words: readonly string[]): {
  wrap: string[];
  rest: readonly string[];
  assign: { name: string; value: string }[];
} {
  const wrap: string[] = [];
  const assign: { name: string; value: string }[] = [];
  let rest = words;
  for (;;) {
    const [name = '', ...others] = rest;
    const taking = WRAPPERS.get(name);
    if (taking === undefined || others.length === 0) break;
    let at = 0;
    for (; at < others.length; at++) {
      const word = others[at] as string;
      const pair = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
      if (name === 'env' && pair) assign.push({ name: pair[1] ?? '', value: pair[2] ?? '' });
      else if (word.startsWith('-')) at += taking.includes(word) ? 1 : 0;
      else break;
    }
    if (name === 'gosu') at += 1;
    if (at >= others.length) break;
    wrap.push(name);
    rest = others.slice(at);
  }
  return { wrap, rest, assign };
}

/** A word with the variables in it, and how it is quoted. */
export function wordOf(word: Word): ShellWord {
  const vars: string[] = [];
  const quotes = new Set<'none' | 'single' | 'double'>();
  let glob = false;
  const visit = (node: SyntaxNode, isTop: boolean): void => {
    if (node.type === 'SimpleExpansion') vars.push(node.text.replace(/^\$/, ''));
    else if (node.type === 'ParameterExpansion') vars.push(node.parameter);
    else if (node.type === 'CommandExpansion') vars.push('$()');
    else if (node.type === 'Glob' || node.type === 'ExtendedGlob') glob = true;
    if (isTop) {
      if (node.type === 'SingleQuoted' || node.type === 'AnsiCQuoted') quotes.add('single');
      else quotes.add(node.type === 'DoubleQuoted' ? 'double' : 'none');
    }
    if (node.type === 'CommandExpansion') return;
    forEachChild(node, (child) => visit(child, false));
  };
  for (const part of word.parts ?? []) visit(part, true);
  const [only] = quotes;
  return { lit: word.value, vars, glob, quote: quotes.size > 1 ? 'mixed' : (only ?? 'none') };
}
