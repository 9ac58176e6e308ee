/**
 * A Dockerfile in the shapes that Conftest and Trivy give their policies, for policies written for them. Both refuse a file with one
 * invalid instruction as a whole; there is no view then.
 */
import type { Document } from '../../model/document.js';
import { decode } from '../decode.js';
import { heredocWord } from './heredocs.js';
import { parse } from './parse.js';
import { type RawInstruction, scan } from './scan.js';
import type { Instruction, Stage } from './types.js';

/** One instruction as Conftest shows it. */
export interface ConftestCommand {
  readonly Cmd: string;
  readonly SubCmd: string;
  readonly JSON: boolean;
  readonly Flags: readonly string[] | null;
  readonly Value: readonly string[] | null;
  readonly Stage: number;
}

/** One instruction as Trivy shows it. */
export interface TrivyCommand extends ConftestCommand {
  readonly Original: string;
  readonly Path: string;
  readonly StartLine: number;
  readonly EndLine: number;
}

export interface TrivyFile {
  readonly Stages: readonly { readonly Name: string; readonly Commands: readonly TrivyCommand[] }[];
}

/** Problems that neither tool minds: they read instructions, and build nothing. */
const TOLERATED = new Set([
  'before-from',
  'no-from',
  'encoding',
  'substitution',
  'reference',
  'mount',
  'port',
  'signal',
  'value',
]);

/** What Conftest's policies get as `input`; undefined for a file that it refuses. */
export function conftestView(
  uri: string,
  bytes: Uint8Array,
): readonly ConftestCommand[] | undefined {
  const read = readFile(uri, bytes, TOLERATED);
  if (read === undefined) return undefined;
  let stages = 0;
  return read.flatMap(({ raw, instruction }) => {
    if (instruction.kw === 'FROM') stages += 1;
    const Stage = Math.max(0, stages - 1);
    const comments = raw.comments.map(
      ({ text }): ConftestCommand => ({
        Cmd: 'comment',
        SubCmd: '',
        JSON: false,
        Flags: null,
        Value: [text],
        Stage,
      }),
    );
    return [...comments, { ...commonOf(raw, instruction, instruction.flags), Stage }];
  });
}

/** What Trivy's policies get as `input`; undefined for a file that it refuses. Flags that nobody knows are left out. */
export function trivyView(uri: string, bytes: Uint8Array): TrivyFile | undefined {
  const read = readFile(uri, bytes, new Set([...TOLERATED, 'unknown-flag']));
  if (read === undefined) return undefined;
  const stages: { Name: string; Commands: TrivyCommand[] }[] = [];
  let froms = 0;
  for (const { raw, instruction, unknown } of read) {
    const { kw, flags, loc } = instruction;
    if (kw === 'FROM') {
      froms += 1;
      stages.push({ Name: raw.line.replace(/^FROM /, '').trim(), Commands: [] });
    } else if (stages.length === 0) stages.push({ Name: '', Commands: [] });
    const known = flags.filter(({ raw: text }) => !unknown.has(text));
    stages.at(-1)?.Commands.push({
      ...commonOf(raw, instruction, known),
      ...heredocParts(raw, instruction),
      Stage: Math.max(0, froms - 1),
      Path: uri,
      StartLine: loc.line,
      EndLine: loc.endLine,
    });
  }
  return { Stages: stages };
}

interface Read {
  readonly raw: RawInstruction;
  readonly instruction: Instruction;
  /** Flags of it that do not exist. */
  readonly unknown: ReadonlySet<string>;
}

/** The instructions of a file; undefined where one of them is invalid. */
function readFile(
  uri: string,
  bytes: Uint8Array,
  tolerated: ReadonlySet<string>,
): readonly Read[] | undefined {
  const document = parse({ uri, bytes });
  if (document.value.problems.some(({ code }) => !tolerated.has(code))) return undefined;
  const scanned = scan(decode(bytes).text).instructions;
  const all = instructionsOf(document);
  if (all.length === 0 || all.length !== scanned.length) return undefined;
  const unknown = new Set(
    document.value.problems.flatMap(({ code, message }) =>
      code === 'unknown-flag' ? (/`(.*)`$/s.exec(message)?.[1] ?? []) : [],
    ),
  );
  return all.map((instruction, index) => ({
    raw: scanned[index] as RawInstruction,
    instruction,
    unknown,
  }));
}

function instructionsOf({ value }: Document): readonly Instruction[] {
  const globals = value['globalArgs'] as readonly Instruction[];
  const stages = value['stages'] as readonly Stage[];
  return [...globals, ...stages.flatMap(({ instr }) => instr)];
}

function commonOf(
  raw: RawInstruction,
  instruction: Instruction,
  flags: Instruction['flags'],
): Omit<ConftestCommand, 'Stage'> {
  const { kw, trigger } = instruction;
  const inner = trigger ?? instruction;
  const values = valuesOf(inner);
  const isBare = raw.line.trim() === raw.written;
  return {
    Cmd: kw.toLowerCase(),
    SubCmd: trigger?.written ?? '',
    JSON: inner.form === 'exec',
    Flags: isBare
      ? null
      : flags.map(({ name, value }) => (value === null ? `--${name}` : `--${name}=${value}`)),
    Value: values.length > 0 ? values : null,
  };
}

/** The values as BuildKit's parser lists them. */
function valuesOf({ kw, args, legacy }: Instruction): readonly string[] {
  if (kw !== 'ENV' && kw !== 'LABEL') return args;
  if (legacy) return [...args, ''];
  return args.flatMap((word) => {
    const equals = word.indexOf('=');
    return [word.slice(0, equals), word.slice(equals + 1), '='];
  });
}

/** Trivy writes a simple heredoc as one line of commands, another one as it is. */
function heredocParts(
  { line, heredocs }: RawInstruction,
  instruction: Instruction,
): { readonly Original: string; readonly Value?: readonly string[] } {
  const [first] = heredocs;
  const [value] = instruction.args;
  if (first === undefined || value === undefined || instruction.trigger) return { Original: line };
  const Original = `${line}\n${heredocs.map(({ content, name }) => content + name).join('\n')}`;
  if (heredocWord(value).length === 0 || first.content.startsWith('#!')) {
    const bodies = heredocs.map(({ content, name }) => `\n${content}${name}`);
    return { Original, Value: [value + bodies.join('')] };
  }
  const content = first.chomp ? first.content.replace(/^\t+/gm, '') : first.content;
  const commands = content.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  return { Original, Value: [commands.join(' ; ')] };
}
