/**
 * The intermediate representation between planner and WebAssembly generator: OPA's IR
 * (internal names and meanings as in its plan JSON), as plain tagged objects.
 *
 * "Undefined" means: leave the current block, that is, go on behind it. `json.ts` reads and prints OPA's plan JSON.
 */

/** A local holds a value's address or is undefined. Locals 0 and 1 are `input` and `data` in every function. */
export type Local = number;

/** What a statement reads: a local, a boolean, or a string constant by its index in `Static.strings`. */
export type Operand =
  | { readonly kind: 'local'; readonly local: Local }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly index: number };

/** 1-based line and column; `file` indexes `Static.files`. */
export interface Location {
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

export interface Policy {
  readonly static: Static;
  readonly plans: readonly Plan[];
  readonly functions: readonly Func[];
}

export interface Static {
  readonly strings: readonly string[];
  /** The built-ins that calls name, with the JSON of their type declarations. */
  readonly builtins: readonly BuiltinDeclaration[];
  readonly files: readonly string[];
}

export interface BuiltinDeclaration {
  readonly name: string;
  /** OPA's type JSON: `{type: "function", args: […], result: …}`. */
  readonly declaration: unknown;
}

/** One entrypoint, by its slash-separated name. */
export interface Plan {
  readonly name: string;
  readonly blocks: readonly Block[];
}

export interface Func {
  readonly name: string;
  /** For dynamic calls: `["g0", "a", "b"]`. */
  readonly path?: readonly string[];
  readonly params: readonly Local[];
  readonly return: Local;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly statements: readonly Stmt[];
}

interface At {
  readonly at: Location;
}

export type Stmt =
  | ({ readonly kind: 'AssignVar'; readonly source: Operand; readonly target: Local } & At)
  | ({ readonly kind: 'AssignVarOnce'; readonly source: Operand; readonly target: Local } & At)
  | ({
      readonly kind: 'AssignInt';
      readonly value: number;
      readonly target: Local;
      /**
       * A flag is set, and whatever else the block so many blocks further out would do is find the same again: a `Break` with this index
       * may follow, unless that hides an error. Ours; no part of OPA's plans.
       */
      readonly settles?: number;
    } & At)
  | ({ readonly kind: 'ResetLocal'; readonly target: Local } & At)
  | ({ readonly kind: 'ArrayAppend'; readonly value: Operand; readonly array: Local } & At)
  | ({ readonly kind: 'SetAdd'; readonly value: Operand; readonly set: Local } & At)
  | ({
      readonly kind: 'ObjectInsert' | 'ObjectInsertOnce';
      readonly key: Operand;
      readonly value: Operand;
      readonly object: Local;
    } & At)
  | ({
      readonly kind: 'ObjectMerge';
      readonly a: Local;
      readonly b: Local;
      readonly target: Local;
    } & At)
  | ({ readonly kind: 'MakeNull'; readonly target: Local } & At)
  | ({ readonly kind: 'MakeNumberInt'; readonly value: number; readonly target: Local } & At)
  | ({ readonly kind: 'MakeNumberRef'; readonly index: number; readonly target: Local } & At)
  | ({ readonly kind: 'MakeArray'; readonly capacity: number; readonly target: Local } & At)
  | ({ readonly kind: 'MakeObject' | 'MakeSet'; readonly target: Local } & At)
  | ({
      readonly kind: 'Dot';
      readonly source: Operand;
      readonly key: Operand;
      readonly target: Local;
    } & At)
  | ({ readonly kind: 'Len'; readonly source: Operand; readonly target: Local } & At)
  | ({ readonly kind: 'Equal' | 'NotEqual'; readonly a: Operand; readonly b: Operand } & At)
  | ({ readonly kind: 'IsArray' | 'IsObject' | 'IsSet'; readonly source: Operand } & At)
  | ({ readonly kind: 'IsDefined' | 'IsUndefined'; readonly source: Local } & At)
  | ({
      readonly kind: 'Call';
      readonly function: string;
      readonly args: readonly Operand[];
      readonly result: Local;
    } & At)
  | ({
      readonly kind: 'CallDynamic';
      readonly path: readonly Operand[];
      readonly args: readonly Operand[];
      readonly result: Local;
    } & At)
  | ({ readonly kind: 'Block'; readonly blocks: readonly Block[] } & At)
  | ({ readonly kind: 'Break'; readonly index: number } & At)
  | ({ readonly kind: 'Nop' } & At)
  | ({ readonly kind: 'Not'; readonly block: Block } & At)
  | ({
      readonly kind: 'Scan';
      readonly source: Local;
      readonly key: Local;
      readonly value: Local;
      readonly block: Block;
    } & At)
  | ({
      readonly kind: 'With';
      readonly local: Local;
      /** String constants by index; absent: the whole local is replaced for the block. */
      readonly path?: readonly number[];
      readonly value: Operand;
      readonly block: Block;
    } & At)
  | ({ readonly kind: 'ReturnLocal'; readonly source: Local } & At)
  | ({ readonly kind: 'ResultSetAdd'; readonly value: Local } & At);
