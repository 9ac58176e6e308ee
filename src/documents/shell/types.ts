/** What a script does, as rules see it in `run`: `schemas/documents/defs.json` says the same. */
import type { Location } from '../../model/location.js';

export interface Script {
  /** What runs it; empty for the exec form. */
  readonly shell: readonly string[];
  /** `partial` where the syntax has trouble, `opaque` where it is no shell that we read. */
  readonly parse: 'ok' | 'partial' | 'opaque';
  readonly commands: readonly PlacedCommand[];
  readonly facts: ShellFacts;
}

export interface PlacedCommand extends Omit<ShellCommand, 'start' | 'end'> {
  readonly loc: Location;
}

export interface ShellCommand {
  readonly id: number;
  /** Without its folder; empty where only variables are set. */
  readonly name: string;
  readonly argv: readonly string[];
  readonly words: readonly ShellWord[];
  /** Words that are no flags, the command's name left out. */
  readonly args: readonly string[];
  /** Flags without their hyphens; clusters of short ones taken apart. */
  readonly flags: readonly string[];
  readonly opts: { readonly [name: string]: string };
  /** `sudo`, `env`, `xargs`, … in front of the command, outermost first. */
  readonly wrap: readonly string[];
  readonly assign: readonly ShellAssignment[];
  readonly redir: readonly ShellRedirect[];
  /** Commands of one pipeline share the number; `pos` counts within it. */
  readonly pipe: number;
  readonly pos: number;
  /** What stands between this command and the next: `&&`, `||`, `|`, `;`, `&`, or nothing. */
  readonly next: string;
  /** The constructs that it stands in, outermost first. */
  readonly scope: readonly string[];
  /** Whether it may not run at all. */
  readonly maybe: boolean;
  /** Offsets in the script. */
  readonly start: number;
  readonly end: number;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: string;
}

export interface ShellRedirect {
  readonly op: string;
  readonly fd: number;
  readonly target: string;
}

export interface ShellWord {
  readonly lit: string;
  /** Variables whose values are not known; `$()` for what a command prints. */
  readonly vars: readonly string[];
  readonly quote: 'none' | 'single' | 'double' | 'mixed';
  readonly glob: boolean;
}

/** What rules ask about scripts most often, worked out once. `cmd` is the id of a command. */
export interface ShellFacts {
  readonly pkg: readonly PackageFact[];
  readonly downloads: readonly DownloadFact[];
  readonly removes: readonly RemoveFact[];
  readonly writes: readonly WriteFact[];
  readonly users: readonly UserFact[];
  readonly chmod: readonly (PathsFact & { readonly mode: string })[];
  readonly chown: readonly (PathsFact & { readonly owner: string })[];
  readonly secretReads: readonly SecretReadFact[];
}

export interface PackageFact {
  readonly cmd: number;
  readonly mgr: string;
  readonly action: string;
  readonly flags: readonly string[];
  readonly packages: readonly PackageName[];
}

export interface PackageName {
  readonly name: string;
  /** What an exact pin says; with its operator where it is none (`>=1.2`). */
  readonly version: string | null;
  readonly kind: 'repo' | 'file' | 'url' | 'group' | 'requirements' | 'variable';
}

export interface DownloadFact {
  readonly cmd: number;
  readonly tool: string;
  readonly url: string;
  readonly out: string | null;
  /** The branch, tag or commit that git takes. */
  readonly ref: string | null;
  /** The interpreter that reads what was downloaded. */
  readonly pipedTo: string | null;
  /** Whether a later command checks a digest or a signature. */
  readonly verified: boolean;
}

export interface RemoveFact {
  readonly cmd: number;
  readonly paths: readonly string[];
  readonly recursive: boolean;
}

export interface WriteFact {
  readonly cmd: number;
  readonly path: string;
  readonly how:
    | 'redirect'
    | 'append'
    | 'tee'
    | 'copy'
    | 'move'
    | 'link'
    | 'download'
    | 'extract'
    | 'create';
  readonly srcs: readonly string[];
}

export interface UserFact {
  readonly cmd: number;
  readonly action: 'user' | 'group' | 'modify';
  readonly name: string;
  readonly uid: string | null;
  readonly gid: string | null;
  readonly shell: string | null;
  readonly system: boolean;
  readonly noLogInit: boolean;
}

export interface PathsFact {
  readonly cmd: number;
  readonly paths: readonly string[];
  readonly recursive: boolean;
}

export interface SecretReadFact {
  readonly cmd: number;
  readonly kind: 'file' | 'variable';
  /** The path, or the name of the variable. */
  readonly name: string;
  /** Whether a secret mount of the same instruction provides it. */
  readonly mounted: boolean;
  /** Where it goes: nowhere that stays, standard output, a file, the arguments of a command. */
  readonly sink: 'none' | 'output' | 'file' | 'argument';
  readonly target: string | null;
}
