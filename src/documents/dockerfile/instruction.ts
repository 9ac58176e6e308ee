import type { Source } from '../../diagnostics/source.js';
import type { Json } from '../../model/json.js';
import type { TextLocation } from '../../model/location.js';
import { placeOf } from '../place.js';
import { expand, type Variables } from './expand.js';
import { type Logical, type RawInstruction, slice } from './scan.js';
import type { Exec, Instruction, KeyValue, Port } from './types.js';
import { type Flag, jsonWords, plainWords, quotedWords, takeFlags } from './words.js';

/** What an instruction is read with. */
export interface ReadContext {
  readonly source: Source;
  readonly escape: string;
  readonly variables: Variables;
  /** Says that something in the file is wrong. */
  readonly problem: (code: string, message: string, loc: TextLocation) => void;
  /** Reads the commands of a script. */
  readonly script: (
    text: Logical,
    heredocs: RawInstruction['heredocs'],
  ) => { readonly [key: string]: Json };
}

const KEYWORDS = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

const EXEC = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);
const LISTS = new Set(['ADD', 'COPY', 'VOLUME']);
const TAKES_FLAGS = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN', 'ONBUILD']);

/** Reads one instruction in the light of the variables that are known where it stands. */
export function readInstruction(raw: RawInstruction, context: ReadContext): Instruction {
  const { source, escape } = context;
  const place = ({ at }: Logical) => placeOf(source, at[0] ?? raw.start, at.at(-1) ?? raw.end);
  const loc = placeOf(source, raw.start, raw.end);
  const kw = raw.written.toUpperCase();
  if (!KEYWORDS.has(kw)) {
    context.problem('unknown-instruction', `there is no instruction \`${raw.written}\``, loc);
  }
  const { flags, rest } = TAKES_FLAGS.has(kw)
    ? takeFlags(raw.rest, escape)
    : { flags: [], rest: raw.rest };
  if (rest.text === '' && kw !== 'CMD' && kw !== 'ENTRYPOINT') {
    context.problem('no-arguments', `${kw} needs arguments`, loc);
  }
  const { args, form, unresolved } = readArguments(kw, rest, context, loc);
  return {
    kw,
    written: raw.written,
    loc,
    raw: source.text.slice(raw.start, raw.end),
    text: rest.text,
    form,
    flags: flags.map((flag) => ({
      name: flag.name,
      value: flag.value,
      raw: flag.text.text,
      loc: place(flag.text),
    })),
    args: args.map(({ text }) => text),
    comments: raw.comments.map(({ text, start, end }) => ({
      text,
      loc: placeOf(source, start, end),
    })),
    heredocs: raw.heredocs.map(({ start, end, closed, ...heredoc }) => {
      const at = placeOf(source, start, end);
      if (!closed) context.problem('open-heredoc', `heredoc \`${heredoc.name}\` has no end`, at);
      return { ...heredoc, loc: at };
    }),
    unresolved,
    ...details(kw, raw, rest, args, flags, form, context, place),
  };
}

interface Arguments {
  readonly args: readonly Logical[];
  readonly form: 'exec' | 'shell' | null;
  readonly unresolved: readonly string[];
}

function readArguments(
  kw: string,
  rest: Logical,
  context: ReadContext,
  loc: TextLocation,
): Arguments {
  const { escape, variables } = context;
  const json = EXEC.has(kw) || LISTS.has(kw) ? jsonWords(rest) : undefined;
  if (json === 'mixed') context.problem('not-strings', 'an array must hold strings only', loc);
  if (EXEC.has(kw)) {
    if (json && json !== 'mixed') return { args: json, form: 'exec', unresolved: [] };
    return { args: rest.text === '' ? [] : [rest], form: 'shell', unresolved: [] };
  }
  const words =
    json && json !== 'mixed'
      ? json
      : kw === 'USER' || kw === 'WORKDIR' || kw === 'STOPSIGNAL'
        ? [rest]
        : kw === 'MAINTAINER'
          ? [rest]
          : kw === 'ENV' || kw === 'LABEL' || kw === 'ARG'
            ? quotedWords(rest, escape)
            : plainWords(rest);
  if (/^(ENV|LABEL|ARG|HEALTHCHECK|ONBUILD|MAINTAINER|FROM)$/.test(kw)) {
    return { args: words, form: null, unresolved: [] };
  }
  const unresolved: string[] = [];
  const args = words
    .filter(({ text }) => text !== '')
    .map(({ text, at }) => {
      const expanded = expand(text, variables, escape);
      unresolved.push(...expanded.unresolved);
      return { text: expanded.text, at: [at[0] ?? 0, at.at(-1) ?? 0] };
    });
  return { args, form: null, unresolved: [...new Set(unresolved)] };
}

type Place = (text: Logical) => TextLocation;

/** The fields that only some instructions have. */
function details(
  kw: string,
  raw: RawInstruction,
  rest: Logical,
  args: readonly Logical[],
  flags: readonly Flag[],
  form: 'exec' | 'shell' | null,
  context: ReadContext,
  place: Place,
): Partial<Instruction> {
  switch (kw) {
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      return { kv: readPairs(kw, rest, context, place) };
    case 'ADD':
    case 'COPY': {
      const from = flags.find(({ name }) => name === 'from')?.value ?? null;
      const words = args.map(({ text }) => text);
      return { copy: { srcs: words.slice(0, -1), dest: words.at(-1) ?? '', from } };
    }
    case 'EXPOSE':
      return { expose: args.map((word) => readPort(word, place)) };
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return { cmd: execOf(args, form, rest, place) };
    case 'HEALTHCHECK':
      return { healthcheck: readHealthcheck(rest, flags) };
    case 'RUN':
      return {
        cmd: execOf(args, form, rest, place),
        mounts: flags
          .filter(({ name }) => name === 'mount')
          .map(({ value }) => readMount(value ?? '')),
        run:
          form === 'exec'
            ? { parse: 'ok', shell: [], commands: [], facts: {} }
            : context.script(rest, raw.heredocs),
      };
    case 'ONBUILD':
      return readTrigger(raw, rest, context);
    default:
      return {};
  }
}

function execOf(
  args: readonly Logical[],
  form: 'exec' | 'shell' | null,
  rest: Logical,
  place: Place,
): Exec {
  return { form: form ?? 'shell', argv: args.map(({ text }) => text), loc: place(rest) };
}

function readPairs(kw: string, rest: Logical, context: ReadContext, place: Place): KeyValue[] {
  const { escape, variables } = context;
  const words = quotedWords(rest, escape);
  const [first] = words;
  const isOld = kw !== 'ARG' && first !== undefined && !first.text.includes('=');
  if (isOld) {
    const value = slice(rest, first.text.length, rest.text.length);
    return [pair(first.text, value.text.trimStart(), kw, place(rest), variables, escape)];
  }
  return words.map((word) => {
    const equals = word.text.indexOf('=');
    const key = equals < 0 ? word.text : word.text.slice(0, equals);
    const value = equals < 0 ? null : word.text.slice(equals + 1);
    return pair(key, value, kw, place(word), variables, escape);
  });
}

function pair(
  key: string,
  value: string | null,
  kw: string,
  loc: TextLocation,
  variables: Variables,
  escape: string,
): KeyValue {
  const k = expand(key, kw === 'LABEL' ? variables : new Map(), escape).text;
  if (value === null) return { k, v: null, expanded: null, unresolved: [], loc };
  const { text, unresolved } = expand(value, variables, escape);
  return { k, v: value.replace(/^(["'])([\s\S]*)\1$/, '$2'), expanded: text, unresolved, loc };
}

function readPort(word: Logical, place: Place): Port {
  const [port = '', proto = 'tcp'] = word.text.split('/');
  return { port, proto: proto.toLowerCase(), raw: word.text, loc: place(word) };
}

function readMount(value: string): { readonly [key: string]: Json } {
  const fields: Record<string, Json> = { type: 'bind' };
  for (const part of value.split(',')) {
    const equals = part.indexOf('=');
    const key = (equals < 0 ? part : part.slice(0, equals)).toLowerCase();
    fields[key] = equals < 0 ? true : part.slice(equals + 1);
  }
  return fields;
}

function readHealthcheck(rest: Logical, flags: readonly Flag[]): { readonly [key: string]: Json } {
  const match = /^(\S+)\s*([\s\S]*)$/.exec(rest.text);
  const type = (match?.[1] ?? '').toUpperCase();
  const options = Object.fromEntries(
    flags.map(({ name, value }) => [name.replaceAll('-', '_'), value]),
  );
  const test =
    type === 'CMD'
      ? jsonWords(slice(rest, rest.text.length - (match?.[2] ?? '').length, rest.text.length))
      : undefined;
  const argv = Array.isArray(test) ? test.map(({ text }) => text) : [match?.[2] ?? ''];
  return {
    ...options,
    type,
    form: Array.isArray(test) ? 'exec' : 'shell',
    argv: type === 'NONE' ? [] : argv,
  };
}

function readTrigger(
  raw: RawInstruction,
  rest: Logical,
  context: ReadContext,
): Partial<Instruction> {
  const match = /^(\S+)\s*/.exec(rest.text);
  if (match === null) return {};
  const written = match[1] ?? '';
  const inner: RawInstruction = {
    written,
    start: rest.at[0] ?? raw.start,
    end: raw.end,
    rest: slice(rest, match[0].length, rest.text.length),
    comments: [],
    heredocs: raw.heredocs,
  };
  return { trigger: readInstruction(inner, context) };
}
