/** What the code of one function needs while it is written: labels of IR blocks, and what leaving them must undo. */
import type * as ir from '../plan/ir.js';
import { type LocalUses, localUses } from '../plan/statement-parts.js';
import { CodeWriter, type Label } from './code-writer.js';
import { type ConstantLocals, constantLocals } from './constant-locals.js';
import type { ConstantValue } from './constant-value.js';
import { type KnownPath, knownPaths } from './known-paths.js';
import type { ModuleContext } from './module-context.js';

/** A `with` that is open: what leaving it restores. */
export interface OpenWith {
  /** The local of the plan: 0 `input`, 1 `data`. */
  readonly document: ir.Local;
  readonly local: number;
  readonly saved: number;
  readonly stamp: number;
}

/** A loop that is open. */
interface OpenLoop {
  /** The local of the plan that holds the element. */
  readonly value: ir.Local;
  /** The WebAssembly local that holds what the loop goes over. */
  readonly collection: number;
}

interface OpenBlock {
  readonly label: Label;
  readonly block: ir.Block;
  /** How many `with`s were open outside of it. */
  readonly withs: number;
}

export class FunctionContext {
  readonly code: CodeWriter;
  private readonly paths: ReadonlyMap<ir.Local, KnownPath>;
  private readonly kept = new Map<string, { readonly root: ir.Local; readonly local: number }>();
  readonly uses: LocalUses;
  /** Writes what ends the function, its result on the stack; given by whoever writes the function's frame. */
  onReturn: () => void = () => {};
  /** The WebAssembly local that holds the result set; entrypoints only. */
  resultSet = 0;
  private readonly constants: ConstantLocals;
  private readonly locals = new Map<ir.Local, number>();
  private readonly blocks: OpenBlock[] = [];
  private readonly withs: OpenWith[] = [];
  private readonly loops: OpenLoop[] = [];
  private readonly setsMade = new Map<ir.Local, number>();

  constructor(
    readonly module: ModuleContext,
    readonly params: readonly ir.Local[],
    /** Whether several values for one key are told in the words for functions. */
    readonly isFunction: boolean,
    blocks: readonly ir.Block[],
  ) {
    this.uses = localUses(blocks);
    this.paths = knownPaths(blocks);
    this.constants = constantLocals(blocks, this.uses, module.policy.static.strings);
    this.code = new CodeWriter(params.length);
    for (const [index, local] of params.entries()) this.locals.set(local, index);
    for (const { root, key } of this.paths.values()) {
      if (!this.kept.has(key)) this.kept.set(key, { root, local: this.code.local() });
    }
  }

  /** The WebAssembly local for a local of the plan. */
  local(local: ir.Local): number {
    let index = this.locals.get(local);
    if (index === undefined) {
      index = this.code.local();
      this.locals.set(local, index);
    }
    return index;
  }

  /** The WebAssembly local that keeps the fixed part of `input` or `data` which a local of the plan holds. */
  keptPath(local: ir.Local): number | undefined {
    const path = this.paths.get(local);
    return path && this.kept.get(path.key)?.local;
  }

  /** Forgets what is kept of a document: it is about to be another one. */
  forgetPaths(root: ir.Local): void {
    for (const kept of this.kept.values()) {
      if (kept.root === root) this.code.constant(0).set(kept.local);
    }
  }

  /** Whether a statement only makes what is among the module's constants. */
  isNeedless(statement: ir.Stmt): boolean {
    return this.constants.needless.has(statement);
  }

  /** What an operand stands for, where that is known. */
  constant(operand: ir.Operand): ConstantValue | undefined {
    switch (operand.kind) {
      case 'local':
        return this.constants.values.get(operand.local);
      case 'bool':
        return { kind: 'boolean', value: operand.value };
      default:
        return { kind: 'string', text: this.module.text(operand.index) };
    }
  }

  /** Pushes what a local of the plan holds: an address, 0 where it is undefined. */
  pushLocal(local: ir.Local): void {
    const known = this.constants.values.get(local);
    if (known === undefined) this.code.get(this.local(local));
    else this.code.constant(this.module.constants.value(known));
  }

  /** Pushes what an operand stands for: an address, 0 where it is undefined. */
  push(operand: ir.Operand): void {
    if (operand.kind === 'local') this.pushLocal(operand.local);
    else if (operand.kind === 'string') {
      this.code.constant(this.module.stringAt(operand.index));
    } else {
      const { trueValue, falseValue } = this.module.constants;
      this.code.constant(operand.value ? trueValue : falseValue);
    }
  }

  /** Calls a function of the runtime. */
  runtime(name: string): void {
    this.code.call(this.module.runtimeFunction(name));
  }

  /** Ends the evaluation with a message. */
  abort(message: string): void {
    this.code.constant(this.module.constants.text(message).address);
    this.code.call(this.module.importedFunction('opa_abort')).unreachable();
  }

  /** A block of the plan: undefined statements leave it. */
  block(block: ir.Block, inside: () => void): void {
    this.code.block((label) => {
      this.blocks.push({ label, block, withs: this.withs.length });
      inside();
      this.blocks.pop();
    });
  }

  /** Whether the code that is being written may run many times in one evaluation. */
  get isRepeated(): boolean {
    return this.loops.length > 0 || this.params.length > 2;
  }

  /** Runs `inside` as the body of a loop. */
  inLoop(loop: OpenLoop, inside: () => void): void {
    this.loops.push(loop);
    inside();
    this.loops.pop();
  }

  /** Notes that a set was made where the code has got to. */
  setMade(set: ir.Local): void {
    this.setsMade.set(set, this.loops.length);
  }

  /**
   * The WebAssembly local with the collection over which the innermost loop goes, if all that a set ever gets are elements of it, each at most
   * once: where that collection is a set as well, none of them can be there already.
   */
  filtered(set: ir.Local, element: ir.Operand): number | undefined {
    const loop = this.loops[this.loops.length - 1];
    if (loop === undefined || element.kind !== 'local' || element.local !== loop.value)
      return undefined;
    const isOwn = this.setsMade.get(set) === this.loops.length - 1 && this.uses.fills[set] === 1;
    return isOwn ? loop.collection : undefined;
  }

  /** Runs `inside` within a `with`, which every way out of it restores. */
  within(open: OpenWith, inside: () => void): void {
    this.withs.push(open);
    inside();
    this.withs.pop();
  }

  restore({ document, local, saved, stamp }: OpenWith): void {
    this.code.get(saved).set(local).get(stamp);
    this.runtime('memo_pop');
    this.forgetPaths(document);
  }

  /** Restores what every open `with` replaced, from the inside out. */
  restoreAll(): void {
    for (const open of [...this.withs].reverse()) this.restore(open);
  }

  /** Ends the function with the value on the stack. */
  finish(): void {
    this.onReturn();
  }

  /** Leaves `count` blocks of the plan and one more. */
  leave(count = 0): void {
    const target = this.blocks[this.blocks.length - 1 - count];
    if (target === undefined) {
      this.code.unreachable();
      return;
    }
    for (const open of this.withs.slice(target.withs).reverse()) this.restore(open);
    this.code.branch(target.label);
  }

  /** Leaves `count` blocks and one more where nothing that is left out then can be missed. */
  leaveSettled(count: number): void {
    const target = this.blocks[this.blocks.length - 1 - count];
    if (target !== undefined && !this.module.mayAbort(target.block)) this.leave(count);
  }

  /** Leaves the innermost block if the number on the stack is zero: no value, or a test that failed. */
  leaveIfZero(): void {
    this.code.isZero();
    this.leaveIf();
  }

  /** Leaves the innermost block if the number on the stack is not zero. */
  leaveIf(): void {
    const target = this.blocks[this.blocks.length - 1];
    if (target !== undefined && target.withs === this.withs.length) {
      this.code.branchIf(target.label);
    } else this.code.if(() => this.leave());
  }
}
