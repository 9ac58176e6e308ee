/** The shape of a Dockerfile document: `schemas/documents/dockerfile.json` says the same to everybody else. */
import type { TextLocation } from '../../model/location.js';
import type { Script } from '../shell/types.js';

export interface Instruction {
  /** Upper case. */
  readonly kw: string;
  readonly written: string;
  readonly loc: TextLocation;
  /** The exact source text. */
  readonly raw: string;
  /** The logical line behind the keyword and flags. */
  readonly text: string;
  readonly form: 'exec' | 'shell' | null;
  readonly flags: readonly InstructionFlag[];
  /** As BuildKit's parser gives them: quotes left in, variables as written. */
  readonly args: readonly string[];
  /** The arguments with their variables replaced, where BuildKit does that. */
  readonly expanded?: readonly string[];
  readonly comments: readonly Comment[];
  readonly heredocs: readonly Heredoc[];
  /** Variables in the arguments whose values are not known. */
  readonly unresolved: readonly string[];
  /** Where a blank line stands between continued ones. */
  readonly blankLine?: TextLocation;
  readonly trigger?: Instruction;
  readonly kv?: readonly KeyValue[];
  /** Whether `ENV key value` is written without `=`. */
  readonly legacy?: boolean;
  readonly copy?: Copy;
  readonly mounts?: readonly Mount[];
  readonly expose?: readonly Port[];
  readonly cmd?: Exec;
  readonly healthcheck?: Healthcheck;
  readonly run?: Script;
}

export interface Comment {
  readonly text: string;
  readonly loc: TextLocation;
}

export interface InstructionFlag {
  readonly name: string;
  readonly value: string | null;
  readonly raw: string;
  readonly loc: TextLocation;
}

export interface Heredoc {
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly chomp: boolean;
  /** The lines between, leading tabs included. */
  readonly content: string;
  readonly loc: TextLocation;
}

export interface KeyValue {
  readonly k: string;
  /** As written, quotes removed; null for an ARG without a default. */
  readonly v: string | null;
  readonly expanded: string | null;
  readonly unresolved: readonly string[];
  readonly loc: TextLocation;
}

export interface Copy {
  /** Files; what heredocs make is not among them. */
  readonly srcs: readonly string[];
  readonly dest: string;
  /** What `--from` says, as it was written; null for the context. */
  readonly from: string | null;
}

/** A `--mount` with its aliases (`src`, `dst`, `ro`) brought together; secrets have their defaults filled in. */
export interface Mount {
  readonly type: string;
  readonly raw: string;
  readonly loc: TextLocation;
  readonly source?: string;
  readonly target?: string;
  readonly from?: string;
  readonly id?: string;
  readonly env?: string;
  readonly required?: boolean;
  readonly sharing?: string;
  readonly readonly?: boolean;
  readonly mode?: string;
  readonly uid?: string;
  readonly gid?: string;
  readonly size?: string;
}

export interface Port {
  readonly port: string;
  readonly proto: string;
  readonly raw: string;
  readonly loc: TextLocation;
}

export interface Exec {
  readonly form: 'exec' | 'shell';
  readonly argv: readonly string[];
  readonly loc: TextLocation;
  readonly run?: Script;
}

export interface Healthcheck extends Exec {
  readonly type: 'CMD' | 'NONE' | 'UNKNOWN';
  readonly interval?: string;
  readonly timeout?: string;
  readonly start_period?: string;
  readonly start_interval?: string;
  readonly retries?: string;
}

export interface ImageRef {
  readonly raw: string;
  readonly resolved: string;
  readonly unresolved: readonly string[];
  readonly registry: string | null;
  readonly repository: string | null;
  readonly tag: string | null;
  readonly digest: string | null;
  /** The index of the stage that is meant instead of an image. */
  readonly stage: number | null;
  /** Where the reference stands. */
  readonly use: 'from' | 'copy' | 'mount' | 'syntax';
  readonly loc: TextLocation;
}

export interface Effective {
  readonly user: string | null;
  readonly env: { readonly [name: string]: string };
  readonly workdir: string | null;
  readonly expose: readonly Port[];
  readonly cmd: Exec | null;
  readonly entrypoint: Exec | null;
  readonly shell: readonly string[] | null;
  readonly healthcheck: Healthcheck | null;
  readonly labels: { readonly [name: string]: string };
  readonly volumes: readonly string[];
  readonly stopSignal: string | null;
  /** Variables whose values are not known, by the field that they stand in. */
  readonly unresolved: { readonly user: readonly string[]; readonly workdir: readonly string[] };
}

export interface Stage {
  readonly index: number;
  /** Lower case. */
  readonly name: string | null;
  readonly loc: TextLocation;
  readonly from: ImageRef;
  readonly platform: string | null;
  readonly baseStage: number | null;
  /** Indexes of the stages that it needs, directly or through others. */
  readonly ancestors: readonly number[];
  readonly final: boolean;
  /** Whether the final stage needs it. */
  readonly reachable: boolean;
  readonly instr: readonly Instruction[];
  readonly effective: Effective;
}
