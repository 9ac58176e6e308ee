/** The shape of a Dockerfile document: `schemas/documents/dockerfile.json` says the same to everybody else. */
import type { Json } from '../../model/json.js';
import type { TextLocation } from '../../model/location.js';

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
  readonly args: readonly string[];
  readonly comments: readonly { readonly text: string; readonly loc: TextLocation }[];
  readonly heredocs: readonly Heredoc[];
  /** Variables in the arguments whose values are not known. */
  readonly unresolved: readonly string[];
  readonly trigger?: Instruction;
  readonly kv?: readonly KeyValue[];
  readonly copy?: Copy;
  readonly mounts?: readonly { readonly [key: string]: Json }[];
  readonly expose?: readonly Port[];
  readonly cmd?: Exec;
  readonly healthcheck?: { readonly [key: string]: Json };
  readonly run?: { readonly [key: string]: Json };
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
  readonly srcs: readonly string[];
  readonly dest: string;
  /** What `--from` says, as it was written; null for the context. */
  readonly from: string | null;
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
  /** `from`, `copy`, `mount`, `syntax`: where the reference stands. */
  readonly use: string;
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
  readonly healthcheck: { readonly [key: string]: Json } | null;
}

export interface Stage {
  readonly index: number;
  readonly name: string | null;
  readonly loc: TextLocation;
  readonly from: ImageRef;
  readonly platform: string | null;
  readonly baseStage: number | null;
  /** Indexes of the stages that it is built on, nearest first. */
  readonly ancestors: readonly number[];
  readonly final: boolean;
  /** Whether the final stage needs it. */
  readonly reachable: boolean;
  readonly instr: readonly Instruction[];
  readonly effective: Effective;
}
