import { invariant } from '../../diagnostics/invariant.js';
import type { Span } from '../../diagnostics/source.js';
import { positionAt } from '../../diagnostics/source.js';
import type { Analysed } from '../analysis/analysed.js';
import { builtinNamed, declarationJson } from '../builtins/registry.js';
import type * as ast from '../syntax/ast.js';
import type { Generation } from './generation.js';
import type * as ir from './ir.js';

/** Constants, files, built-ins and functions that all plans of one policy share. */
export class PolicyContext {
  readonly strings: string[] = [];
  readonly functions: ir.Func[] = [];
  readonly builtins = new Map<string, ir.BuiltinDeclaration>();
  readonly files: string[] = [];
  /** Functions that are planned or being planned, by name. */
  readonly planned = new Set<string>();
  readonly generations = new Map<string, Generation>();
  /** Work left: functions are planned one after another, so that deep call chains need no deep stack. */
  readonly queue: (() => void)[] = [];
  private readonly stringIndex = new Map<string, number>();
  private readonly fileIndex = new Map<string, number>();

  constructor(readonly analysed: Analysed) {}

  string(value: string): number {
    let index = this.stringIndex.get(value);
    if (index === undefined) {
      index = this.strings.length;
      this.strings.push(value);
      this.stringIndex.set(value, index);
    }
    return index;
  }

  useBuiltin(name: string): void {
    const declaration = builtinNamed(name);
    invariant(declaration !== undefined, `planned a call of the unknown built-in ${name}`);
    this.builtins.set(name, { name, declaration: declarationJson(declaration) });
  }

  location({ source, start }: Span): ir.Location {
    let file = this.fileIndex.get(source.path);
    if (file === undefined) {
      file = this.files.length;
      this.files.push(source.path);
      this.fileIndex.set(source.path, file);
    }
    const { line, column } = positionAt(source, start);
    return { file, line, column };
  }
}

/** A statement without its place. */
export type BareStmt = ir.Stmt extends infer Stmt
  ? Stmt extends ir.Stmt
    ? Omit<Stmt, 'at'>
    : never
  : never;

/** One function or plan while it is being planned: its locals, the vars they hold, and where statements go. */
export class FunctionContext {
  vars = new Map<string, ir.Local>();
  private statements: ir.Stmt[] = [];
  private nextLocal: number;
  private depth = 0;
  private at: ir.Location;

  constructor(
    readonly policy: PolicyContext,
    public generation: Generation,
    params: number,
    span: Span,
  ) {
    this.nextLocal = params;
    this.at = policy.location(span);
  }

  local(): ir.Local {
    return this.nextLocal++;
  }

  /** Later statements belong to this place of the source. */
  place(span: Span): void {
    this.at = this.policy.location(span);
  }

  /** Later statements belong to no place, until there is one again: no line of the source counts as run by them. */
  leavePlace(): void {
    this.at = { ...this.at, line: 0, column: 0 };
  }

  emit(statement: BareStmt): void {
    // The statement was made for this call alone.
    (statement as { at?: ir.Location }).at = this.at;
    this.statements.push(statement as ir.Stmt);
  }

  /** The statements that `plan` emits, as a block of their own; vars bound within are forgotten behind it. */
  block(plan: () => void): ir.Block {
    const { statements, vars, at } = this;
    this.statements = [];
    this.vars = new Map(vars);
    this.depth++;
    plan();
    this.depth--;
    const block: ir.Block = { statements: this.statements };
    this.statements = statements;
    this.vars = vars;
    this.at = at;
    return block;
  }

  /** Runs `plan` in a block that may be left without leaving what follows. */
  inBlock(plan: () => void): void {
    this.emit({ kind: 'Block', blocks: [this.block(plan)] });
  }

  /** Runs `plan` in a block of its own with what sets a flag: it says that something was found, and that need be said only once. */
  inFlagBlock(flag: ir.Local, plan: (setFlag: () => void) => void): void {
    this.inBlock(() => {
      const { depth } = this;
      plan(() => {
        const settles = this.depth - depth;
        this.emit({ kind: 'AssignInt', value: 1, target: flag, ...(settles > 0 && { settles }) });
      });
    });
  }

  /** Runs `plan` in a block of its own with what leaves that block. */
  inLoopBlock(plan: (leave: () => void) => void): void {
    this.inBlock(() => {
      const { depth } = this;
      plan(() => this.emit({ kind: 'Break', index: this.depth - depth }));
    });
  }

  stringOperand(value: string): ir.Operand {
    return { kind: 'string', index: this.policy.string(value) };
  }

  /** An operand as a local, for statements that take nothing else. */
  asLocal(operand: ir.Operand): ir.Local {
    if (operand.kind === 'local') return operand.local;
    const target = this.local();
    this.emit({ kind: 'AssignVar', source: operand, target });
    return target;
  }

  isBound(term: ast.Term): boolean {
    switch (term.kind) {
      case 'var':
        return this.vars.has(term.name) || term.name === 'input' || term.name === 'data';
      case 'ref':
        return term.parts.every((part) => this.isBound(part));
      case 'array':
      case 'set':
        return term.items.every((item) => this.isBound(item));
      case 'object':
        return term.entries.every(([key, value]) => this.isBound(key) && this.isBound(value));
      default:
        return true;
    }
  }
}

export const local = (index: ir.Local): ir.Operand => ({ kind: 'local', local: index });
export const bool = (value: boolean): ir.Operand => ({ kind: 'bool', value });
