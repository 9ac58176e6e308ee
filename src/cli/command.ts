import type { Argv } from 'yargs';
import type { Io } from './io.js';

/** The arguments of a command as yargs parsed them; each command reads its own through the helpers of `arguments.ts`. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One command of `policy`, in a file of its own. */
export interface Command {
  /** As yargs wants it: `eval [paths..]`. */
  readonly command: string;
  readonly describe: string;
  readonly builder: (yargs: Argv) => Argv;
  /** @returns the exit code */
  readonly handler: (args: Arguments, io: Io) => Promise<number>;
}

/** A string argument; undefined where it was not given. */
export function text(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (Array.isArray(value)) return String(value.at(-1));
  return value === undefined || value === null ? undefined : String(value);
}

/** All values of an argument that may be given several times. */
export function texts(args: Arguments, name: string): string[] {
  const value = args[name];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** Whether a flag was given. */
export function flag(args: Arguments, name: string): boolean {
  return args[name] === true;
}
