/** What all functions of one module share: constants, indexes of functions, built-ins called by number. */
import { invariant } from '../../diagnostics/invariant.js';
import type * as ir from '../plan/ir.js';
import { Constants } from './constants.js';
import { dataStart, functionIndex } from './linker.js';
import { mayAbort } from './may-abort.js';
import type { ReadModule } from './module-reader.js';

export interface GenerateOptions {
  /** Errors of built-ins end the evaluation. Without it they are undefined, as OPA has it. */
  readonly strictErrors?: boolean;
  /** Marks each line that a statement of was run, in memory that `coverage` of the result describes. */
  readonly coverage?: boolean;
  /** Host built-ins are called with one value per argument, as OPA's modules do, and under their own names. */
  readonly plainHostCalls?: boolean;
  /** Functions have names in the module, for profilers. */
  readonly names?: boolean;
}

/** Where something begins that the coverage map tells of. */
export interface CoveredLine {
  readonly file: string;
  /** 1-based, as is the column. */
  readonly line: number;
  readonly column: number;
}

/** Built-ins that show in which order things are evaluated. */
const SHOW_ORDER: ReadonlySet<string> = new Set(['internal.print', 'trace']);

export class ModuleContext {
  /** Whether the order of evaluation can be seen from outside: by what is printed, or by which error comes first. */
  readonly showsOrder: boolean;
  readonly constants: Constants;
  /** The functions of the runtime that were asked for, by their indexes in the module. */
  readonly calls = new Set<number>();
  readonly hostBuiltins = new Map<string, number>();
  readonly coverage = new Map<string, { readonly address: number; readonly line: CoveredLine }>();
  /** How many calls of built-ins keep compiled patterns. */
  patternCalls = 0;
  private readonly exports: ReadonlyMap<string, number>;
  private readonly functions = new Map<string, number>();
  private readonly byName: ReadonlyMap<string, ir.Func>;
  private readonly aborting = new Map<ir.Block, boolean>();

  constructor(
    readonly runtime: ReadModule,
    readonly policy: ir.Policy,
    readonly options: GenerateOptions,
  ) {
    this.constants = new Constants(dataStart(runtime));
    this.showsOrder =
      options.strictErrors === true ||
      policy.static.builtins.some(({ name }) => SHOW_ORDER.has(name));
    this.exports = new Map(
      runtime.exports.filter(({ kind }) => kind === 0).map(({ name, index }) => [name, index]),
    );
    this.byName = new Map(policy.functions.map((func) => [func.name, func]));
    for (const [index, { name }] of policy.functions.entries()) this.functions.set(name, index);
  }

  /** Whether running a block might end the evaluation, or be seen from outside. */
  mayAbort(block: ir.Block): boolean {
    return this.showsOrder || mayAbort(block, (name) => this.byName.get(name), this.aborting);
  }

  hasRuntimeFunction(name: string): boolean {
    return this.exports.has(name);
  }

  runtimeFunction(name: string): number {
    const index = this.exports.get(name);
    invariant(index !== undefined, `the runtime does not export ${name}`);
    this.calls.add(index);
    return index;
  }

  importedFunction(name: string): number {
    const index = this.runtime.imports.findIndex((item) => item.name === name);
    invariant(index >= 0, `the runtime does not import ${name}`);
    return index;
  }

  /** The function of the plan with a name, and its index in the module. */
  planned(name: string): { readonly func: ir.Func; readonly index: number } | undefined {
    const func = this.byName.get(name);
    const index = this.functions.get(name);
    if (func === undefined || index === undefined) return undefined;
    return { func, index: functionIndex(this.runtime, index) };
  }

  stringAt(index: number): number {
    return this.constants.string(this.text(index));
  }

  text(index: number): string {
    const text = this.policy.static.strings[index];
    invariant(text !== undefined, `the plan has no string ${index}`);
    return text;
  }

  file({ file }: ir.Location): string {
    return this.policy.static.files[file] ?? '';
  }

  /** `file:line:column:` */
  place(at: ir.Location): string {
    return `${this.file(at)}:${at.line}:${at.column}:`;
  }

  /** The number by which the module calls a host function. */
  hostBuiltin(name: string): number {
    const known = this.hostBuiltins.get(name);
    if (known !== undefined) return known;
    const id = this.hostBuiltins.size;
    this.hostBuiltins.set(name, id);
    return id;
  }

  /** The byte that says whether what begins at a place was run. */
  coverageByte(at: ir.Location): number {
    const line: CoveredLine = { file: this.file(at), line: at.line, column: at.column };
    const key = `${line.file}:${line.line}:${line.column}`;
    let found = this.coverage.get(key);
    if (found === undefined) {
      found = { address: this.constants.zeros(1), line };
      this.coverage.set(key, found);
    }
    return found.address;
  }
}
