import type { Source } from '../../diagnostics/source.js';
import type { Json } from '../../model/json.js';
import type { Logical, RawHeredoc } from '../dockerfile/scan.js';
import { placeOf } from '../place.js';
import { collectCommands } from './collect.js';
import { factsOf } from './facts.js';

/** Interpreters of heredocs whose language is not the shell's. */
const SHEBANG = /^#!\s*\S*\/(?:env\s+)?(\S+)/;

const IS_SHELL = /^(sh|bash|ash|dash|zsh|ksh)$/;

/**
 * Reads the script of a RUN: its commands and what follows from them. Scripts that are no shell are `opaque`, those with
 * syntax trouble `partial`.
 */
export function parseScript(
  source: Source,
  script: Logical,
  heredocs: readonly RawHeredoc[],
): { readonly [key: string]: Json } {
  const [first] = heredocs;
  // `RUN <<EOF` alone: the body is the script.
  const isBody = first !== undefined && /^\s*\d*<<-?\s*["']?\w+["']?\s*$/.test(script.text);
  const text = isBody ? first.content : withBodies(script.text, heredocs);
  const offset = (at: number) =>
    isBody
      ? Math.min(first.start + at, first.end)
      : (script.at[Math.min(at, script.at.length - 1)] ?? 0);
  const interpreter = SHEBANG.exec(isBody ? first.content : '')?.[1] ?? 'sh';
  if (!IS_SHELL.test(interpreter)) {
    return { shell: [interpreter], parse: 'opaque', commands: [], facts: factsJson([]) };
  }
  const { commands, errors } = collectCommands(text);
  return {
    shell: ['/bin/sh', '-c'],
    parse: errors.length > 0 ? 'partial' : 'ok',
    commands: commands.map(({ start, end, ...command }) => ({
      ...command,
      loc: placeOf(
        source,
        offset(start),
        Math.max(offset(start), offset(Math.max(start, end - 1)) + 1),
      ),
    })) as unknown as Json,
    facts: factsJson(commands),
  };
}

function factsJson(commands: Parameters<typeof factsOf>[0]): Json {
  return factsOf(commands) as unknown as Json;
}

/** The shell wants to see the bodies that the Dockerfile keeps apart. */
function withBodies(text: string, heredocs: readonly RawHeredoc[]): string {
  return heredocs.length === 0
    ? text
    : `${text}\n${heredocs.map(({ content, name }) => `${content}${name}\n`).join('')}`;
}
