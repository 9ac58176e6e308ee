import {
  type Assignment,
  type Command,
  forEachChild,
  type HereDoc,
  type ParsedScript,
  parse,
  type Redirection,
  type SyntaxNode,
  type Word,
} from 'unbash';
import { splitArguments } from './options.js';
import type { ShellAssignment, ShellCommand, ShellRedirect, ShellWord } from './types.js';
import { type Known, textOf, wordsOf } from './word-value.js';
import { baseName, unwrap } from './wrappers.js';

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

const IS_SCOPE =
  /^(If|For|ArithmeticFor|While|Case|Select|Function|Subshell|BraceGroup|CommandExpansion|ProcessSubstitution|Coproc)$/;

/** What reads a script of the shell. */
export const IS_SHELL = /^(sh|bash|ash|dash|zsh|ksh|busybox)$/;

/** Scripts within scripts are taken apart up to this depth. */
const DEEPEST = 3;

/** Constructs within constructs are followed up to this depth; nobody writes that many. */
const DEEPEST_NODE = 100;

interface Around {
  readonly scope: readonly string[];
  readonly maybe: boolean;
  readonly pipe: number;
  readonly pos: number;
  readonly next: string;
  /** Redirections of the constructs around. */
  readonly redir: readonly ShellRedirect[];
  readonly depth: number;
  /** How many constructs stand around. */
  readonly level: number;
  /** From an offset in the (nested) script to one in the outermost. */
  readonly offset: (at: number) => number;
}

const OUTERMOST = {
  scope: [],
  maybe: false,
  pipe: 0,
  pos: 0,
  next: '',
  redir: [],
  depth: 0,
  level: 0,
};

export interface Collected {
  readonly commands: readonly ShellCommand[];
  readonly errors: readonly string[];
}

/** Lists the simple commands of a script in source order. */
export function collectCommands(text: string, known: Known = new Map()): Collected {
  const script = parse(text);
  const collector = new Collector(known, assignedIn(script));
  collector.list(script.commands, { ...OUTERMOST, offset: (at) => at });
  const errors = (script.errors ?? []).map(({ message }) => message);
  return { commands: collector.commands, errors: [...errors, ...collector.errors] };
}

/** The one command of an exec form. */
export function execCommand(argv: readonly string[]): Collected {
  const collector = new Collector(new Map(), new Map());
  const words = argv.map((lit): ShellWord => ({ lit, vars: [], quote: 'none', glob: false }));
  collector.push(words, [], [], 0, 0, { ...OUTERMOST, offset: () => 0 });
  return { commands: collector.commands, errors: collector.errors };
}

/** How often each variable is set in a script; one set in ways that are not plain assignments counts as set often. */
function assignedIn(script: ParsedScript): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string, count: number) => counts.set(name, (counts.get(name) ?? 0) + count);
  const visit = (node: SyntaxNode, level: number): void => {
    if (level > DEEPEST_NODE) return;
    if (node.type === 'Assignment') add(node.name, node.append ? 2 : 1);
    else if (node.type === 'For' || node.type === 'Select') add(node.name.value, 2);
    else if (node.type === 'Command' && node.name?.value === 'read') {
      for (const word of node.args) if (word.type === 'Word') add(word.value, 2);
    }
    forEachChild(node, (child) => visit(child, level + 1));
  };
  for (const statement of script.commands) visit(statement, 0);
  return counts;
}

class Collector {
  readonly commands: ShellCommand[] = [];
  readonly errors: string[] = [];
  readonly #known: Map<string, string>;
  readonly #assigned: ReadonlyMap<string, number>;
  #pipes = 0;

  constructor(known: Known, assigned: ReadonlyMap<string, number>) {
    // A variable that the script sets itself is not what it was outside.
    this.#known = new Map([...known].filter(([name]) => !assigned.has(name)));
    this.#assigned = assigned;
  }

  list(statements: readonly SyntaxNode[], around: Around): void {
    for (const [index, statement] of statements.entries()) {
      const isLast = index === statements.length - 1;
      const isStatement = statement.type === 'Statement';
      const next = isStatement && statement.background ? '&' : isLast ? around.next : ';';
      this.#visit(isStatement ? statement.command : statement, { ...around, next });
    }
  }

  #visit(node: SyntaxNode, outer: Around): void {
    const around = { ...outer, level: outer.level + 1 };
    if (around.level > DEEPEST_NODE) {
      if (this.errors.length === 0) this.errors.push('it is nested too deeply');
      return;
    }
    switch (node.type) {
      case 'AndOr':
        for (const [index, command] of node.commands.entries()) {
          const next = node.operators[index] ?? around.next;
          const isAfterOr = node.operators[index - 1] === '||';
          this.#visit(command, { ...around, next, maybe: around.maybe || isAfterOr });
        }
        return;
      case 'Pipeline': {
        this.#pipes += 1;
        const pipe = this.#pipes;
        for (const [pos, command] of node.commands.entries()) {
          const next = node.operators[pos] ?? around.next;
          this.#visit(command, { ...around, pipe, pos, next });
        }
        return;
      }
      case 'Command':
        this.#command(node, around);
        return;
      case 'Script':
      case 'CompoundList':
        this.list(node.commands, around);
        return;
      case 'Redirected': {
        const redir = node.redirects.flatMap((one) => this.#redirect(one));
        this.#visit(node.command, { ...around, redir: [...around.redir, ...redir] });
        for (const one of node.redirects) this.#children(one, around);
        return;
      }
      default:
        this.#children(node, around);
    }
  }

  #children(node: SyntaxNode, around: Around): void {
    const isScope = IS_SCOPE.test(node.type);
    const scope = isScope ? [...around.scope, node.type.toLowerCase()] : around.scope;
    const maybe = around.maybe || CONDITIONAL.has(node.type);
    // What a substitution prints is read by the shell, not by what the command around is piped to.
    const isApart = node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution';
    const inside = isApart ? { ...around, pipe: 0, pos: 0, next: '', redir: [] } : around;
    // The condition of the first `if` and of a loop is always tried.
    const tried = node.type === 'If' || node.type === 'While' ? node.clause : undefined;
    forEachChild(node, (child) => {
      this.#visit(child, { ...inside, scope, maybe: child === tried ? around.maybe : maybe });
    });
  }

  #command(node: Command, around: Around): void {
    const written = [...(node.name ? [node.name] : []), ...node.args];
    const words = written.flatMap((word) =>
      word.type === 'Word'
        ? wordsOf(word, this.#known)
        : [{ lit: word.text, vars: [], quote: 'none' as const, glob: false }],
    );
    const assign = node.prefix.filter(isAssignment).map((one) => this.#assignment(one));
    if (words.length === 0 && !around.maybe) {
      for (const { name, value } of assign) {
        const isStatic = this.#assigned.get(name) === 1 && !/[$`]/.test(value);
        if (isStatic) this.#known.set(name, value);
      }
    }
    const redir = [...node.redirects.flatMap((one) => this.#redirect(one)), ...around.redir];
    const [start, end] = [around.offset(node.pos), around.offset(node.end)];
    this.push(words, assign, redir, start, end, around);
    const body = node.redirects.find((one): one is HereDoc => one.type === 'HereDoc');
    if (body) this.#bodyOf(words, body, around);
    forEachChild(node, (child) => {
      this.#visit(child, { ...around, pipe: 0, pos: 0, next: '', redir: [] });
    });
  }

  /** Takes one command down, and what a literal script in it runs. */
  push(
    written: readonly ShellWord[],
    assign: readonly ShellAssignment[],
    redir: readonly ShellRedirect[],
    start: number,
    end: number,
    around: Around,
  ): void {
    const { wrap, rest, assign: more } = unwrap(written);
    const [first, ...others] = rest;
    const name = baseName(first?.lit ?? '');
    const { args, flags, opts } = splitArguments(
      name,
      others.map(({ lit }) => lit),
    );
    this.commands.push({
      id: this.commands.length,
      name,
      argv: rest.map(({ lit }) => lit),
      words: rest,
      args,
      flags,
      opts,
      wrap,
      assign: [...assign, ...more],
      redir,
      pipe: around.pipe > 0 ? around.pipe : ++this.#pipes,
      pos: around.pos,
      next: around.next,
      scope: around.scope,
      maybe: around.maybe,
      start,
      end,
    });
    const script = innerScript(name, rest);
    if (script === undefined || around.depth >= DEEPEST) return;
    this.#nested(script.text, script.by, { ...around, offset: () => start }, end);
  }

  #nested(text: string, by: string, around: Around, end: number): void {
    const script = parse(text);
    this.errors.push(...(script.errors ?? []).map(({ message }) => message));
    const first = this.commands.length;
    this.list(script.commands, {
      ...around,
      scope: [...around.scope, by],
      depth: around.depth + 1,
      pipe: 0,
      pos: 0,
      next: '',
      redir: [],
    });
    // A nested script has no places of its own: its commands stand where the outer one does.
    for (let id = first; id < this.commands.length; id++) {
      this.commands[id] = { ...(this.commands[id] as ShellCommand), end };
    }
  }

  /** `sh <<EOF`: the body is a script as well. */
  #bodyOf(words: readonly ShellWord[], { body }: HereDoc, around: Around): void {
    const { rest } = unwrap(words);
    const hasScript = rest.slice(1).some(({ lit }) => !lit.startsWith('-'));
    if (!IS_SHELL.test(baseName(rest[0]?.lit ?? '')) || hasScript) return;
    if (around.depth >= DEEPEST) return;
    const script = parse(body.text);
    this.errors.push(...(script.errors ?? []).map(({ message }) => message));
    this.list(script.commands, {
      ...OUTERMOST,
      scope: [...around.scope, 'heredoc'],
      maybe: around.maybe,
      depth: around.depth + 1,
      offset: (at) => around.offset(body.pos + at),
    });
  }

  #assignment({ name, value }: Assignment): ShellAssignment {
    return { name, value: value.type === 'Word' ? textOf(value, this.#known) : '' };
  }

  #redirect(node: Redirection): ShellRedirect[] {
    const { operator, descriptor } = node;
    const isInput = operator.startsWith('<');
    const fd = descriptor?.type === 'FileDescriptor' ? descriptor.value : isInput ? 0 : 1;
    const target: Word | undefined = node.type === 'HereDoc' ? undefined : node.target;
    const text =
      node.type === 'HereDoc' ? (node.delimiter?.value ?? '') : textOf(target, this.#known);
    return [{ op: operator, fd, target: text }];
  }
}

function isAssignment(node: Assignment | Redirection): node is Assignment {
  return node.type === 'Assignment';
}

/** The script that a command is given as an argument: `sh -c '…'`, `su -c '…'`, `eval '…'`. */
function innerScript(
  name: string,
  words: readonly ShellWord[],
): { text: string; by: string } | undefined {
  if (name === 'eval') {
    const parts = words.slice(1);
    const isStatic = parts.length > 0 && parts.every(({ vars }) => vars.length === 0);
    return isStatic ? { text: parts.map(({ lit }) => lit).join(' '), by: 'eval' } : undefined;
  }
  const isShell = IS_SHELL.test(name) || name === 'su' || name === 'runuser';
  const flag = isShell ? words.findIndex(({ lit }) => /^-[a-z]*c$|^--command$/.test(lit)) : -1;
  const word = flag < 0 ? undefined : words[flag + 1];
  return word && word.vars.length === 0 ? { text: word.lit, by: `${name} -c` } : undefined;
}
