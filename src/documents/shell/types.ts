/** What a script does, as rules see it in `run`. */

export interface ShellCommand {
  readonly id: number;
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
  readonly assign: readonly { readonly name: string; readonly value: string }[];
  readonly redir: readonly { readonly op: string; readonly fd: number; readonly target: string }[];
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

export interface ShellWord {
  readonly lit: string;
  readonly vars: readonly string[];
  readonly quote: 'none' | 'single' | 'double' | 'mixed';
  readonly glob: boolean;
}
