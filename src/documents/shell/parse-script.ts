import type { Source } from '../../diagnostics/source.js';
import type { Location } from '../../model/location.js';
import { heredocWord } from '../dockerfile/heredocs.js';
import type { Logical } from '../dockerfile/logical.js';
import type { RawHeredoc } from '../dockerfile/scan.js';
import { placeOf } from '../place.js';
import { type Collected, collectCommands, execCommand, IS_SHELL } from './collect.js';
import { factsOf, NO_FACTS } from './facts.js';
import type { MountedSecrets } from './secret-reads.js';
import type { Script } from './types.js';
import { baseName } from './wrappers.js';

/** Interpreters of heredocs whose language is not the shell's. */
const SHEBANG = /^#!\s*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/;

/** A longer script is not taken apart: it is no longer something that somebody wrote. */
const LONGEST = 512 * 1024;

/** A script where it stands in a file. */
export interface ScriptText {
  readonly text: Logical;
  /** The words of the exec form. */
  readonly argv?: readonly Logical[];
  readonly heredocs?: readonly RawHeredoc[];
}

export interface ScriptContext {
  /** What runs it, where that is not `/bin/sh -c`. */
  readonly shell?: readonly string[] | null;
  readonly isWindows?: boolean;
  /** What secret mounts provide. */
  readonly secrets?: MountedSecrets;
  /** Variables that are known before the script begins. */
  readonly variables?: ReadonlyMap<string, string>;
}

/**
 * Reads a script: its commands and what follows from them. Scripts that are no shell are `opaque`, those with syntax trouble
 * `partial`.
 */
export function parseScript(
  source: Source,
  script: ScriptText,
  context: ScriptContext = {},
): Script {
  const { text, argv } = script;
  const whole = [text.at[0] ?? 0, text.at.at(-1) ?? 0] as const;
  if (argv) {
    const collected = execCommand(argv.map((word) => word.text));
    return scriptOf(source, [], collected, () => whole, context);
  }
  const isBody = isBodyOnly(script);
  const [first] = script.heredocs ?? [];
  const shebang = SHEBANG.exec(isBody ? (first?.content ?? '') : '');
  const interpreter = shebang && interpreterOf(shebang);
  const shell = interpreter ?? context.shell ?? (context.isWindows ? WINDOWS : DEFAULT);
  const isShell = IS_SHELL.test(baseName(shell[0] ?? '').replace(/\.exe$/i, ''));
  const pieces = isBody && first ? bodyPiece(first) : withBodies(script);
  if (!isShell || pieces.text.length > LONGEST) {
    return { shell, parse: 'opaque', commands: [], facts: NO_FACTS };
  }
  const collected = collectCommands(pieces.text, context.variables);
  const place = (start: number, end: number) => {
    const from = pieces.offset(start);
    return [from, Math.max(from, pieces.offset(Math.max(start, end - 1)) + 1)] as const;
  };
  return scriptOf(source, shell, collected, place, context);
}

/** A script that has no places of its own, such as one in the history of an image. */
export function parseCommandText(text: string, loc: Location): Script {
  if (text.length > LONGEST) {
    return { shell: DEFAULT, parse: 'opaque', commands: [], facts: NO_FACTS };
  }
  return placedScript(DEFAULT, collectCommands(text), () => loc, NO_SECRETS);
}

const DEFAULT = ['/bin/sh', '-c'];
const WINDOWS = ['cmd', '/S', '/C'];

function interpreterOf([, path = '', argument]: RegExpExecArray): readonly string[] {
  return baseName(path) === 'env' && argument !== undefined ? [argument] : [path];
}

function scriptOf(
  source: Source,
  shell: readonly string[],
  collected: Collected,
  place: (start: number, end: number) => readonly [number, number],
  { secrets = NO_SECRETS }: ScriptContext,
): Script {
  const locate = (start: number, end: number) => placeOf(source, ...place(start, end));
  return placedScript(shell, collected, locate, secrets);
}

const NO_SECRETS: MountedSecrets = { files: [], variables: [] };

function placedScript(
  shell: readonly string[],
  { commands, errors }: Collected,
  locate: (start: number, end: number) => Location,
  secrets: MountedSecrets,
): Script {
  return {
    shell,
    parse: errors.length > 0 ? 'partial' : 'ok',
    commands: commands.map(({ start, end, ...command }) => ({
      ...command,
      loc: locate(start, end),
    })),
    facts: factsOf(commands, secrets),
  };
}

/** `RUN <<EOF` alone: the body is the script. */
function isBodyOnly({ text, heredocs = [] }: ScriptText): boolean {
  return heredocs.length === 1 && heredocWord(text.text).length > 0;
}

interface Pieces {
  readonly text: string;
  /** The offset in the file of one in the text. */
  readonly offset: (at: number) => number;
}

function bodyPiece({ content, start, end, chomp }: RawHeredoc): Pieces {
  const lines = content.split('\n');
  if (!chomp) return { text: content, offset: (at) => Math.min(start + at, end) };
  const places: number[] = [];
  let text = '';
  let from = start;
  for (const [index, line] of lines.entries()) {
    const tabs = /^\t*/.exec(line)?.[0].length ?? 0;
    const kept = line.slice(tabs) + (index < lines.length - 1 ? '\n' : '');
    for (let at = 0; at < kept.length; at++) places.push(from + tabs + at);
    text += kept;
    from += line.length + 1;
  }
  return { text, offset: (at) => places[at] ?? end };
}

/** The shell wants to see the bodies that the Dockerfile keeps apart. */
function withBodies({ text, heredocs = [] }: ScriptText): Pieces {
  if (heredocs.length === 0) {
    return { text: text.text, offset: (at) => text.at[at] ?? text.at.at(-1) ?? 0 };
  }
  const bodies = heredocs.map(({ content, name, start }) => ({
    text: `${content}${name}\n`,
    start,
  }));
  const first = text.text.length + 1;
  return {
    text: `${text.text}\n${bodies.map((body) => body.text).join('')}`,
    offset: (at) => {
      if (at < first) return text.at[Math.min(at, text.text.length)] ?? text.at.at(-1) ?? 0;
      let from = first;
      for (const body of bodies) {
        if (at < from + body.text.length) return body.start + at - from;
        from += body.text.length;
      }
      return text.at.at(-1) ?? 0;
    },
  };
}
