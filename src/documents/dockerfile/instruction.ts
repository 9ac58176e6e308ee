import type { Source } from '../../diagnostics/source.js';
import type { TextLocation } from '../../model/location.js';
import { placeOf } from '../place.js';
import type { Script } from '../shell/types.js';
import { checkInstruction } from './check-instruction.js';
import { checkValues } from './check-values.js';
import { heredocWord } from './heredocs.js';
import { type Expanded, expand, type Variables } from './lex.js';
import { type Logical, slice } from './logical.js';
import { readMount } from './mounts.js';
import { isLegacyPair, legacyWords, readPairs } from './pairs.js';
import { readPort } from './ports.js';
import type { RawInstruction } from './scan.js';
import { trimSpace } from './space.js';
import type { Exec, Healthcheck, Instruction, KeyValue, Mount, Port } from './types.js';
import { type Flag, jsonWords, plainWords, quotedWords, splitKeyword, takeFlags } from './words.js';

/** What an instruction is read with. */
export interface ReadContext {
  readonly source: Source;
  readonly escape: string;
  readonly variables: Variables;
  /** Says that something in the file is wrong. */
  readonly problem: (code: string, message: string, loc: TextLocation) => void;
  /** Takes note of an ARG as soon as it is read: the next one of the same instruction may use it. */
  readonly declare?: (pair: KeyValue) => void;
  /** Whether it is what an ONBUILD runs: another ONBUILD in it, which BuildKit refuses, is not taken apart. */
  readonly isTrigger?: boolean;
  /** Reads the commands of a script, or of one command in exec form. */
  readonly script: (script: ScriptText) => Script;
}

/** A script in an instruction. */
export interface ScriptText {
  readonly text: Logical;
  /** The words of the exec form. */
  readonly argv?: readonly Logical[];
  readonly heredocs: RawInstruction['heredocs'];
  readonly mounts: readonly Mount[];
}

const EXEC = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);
const LISTS = new Set(['ADD', 'COPY', 'VOLUME']);
const WHOLE = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'MAINTAINER']);
const PAIRS = new Set(['ENV', 'LABEL', 'ARG']);
const EXPANDED = new Set(['ADD', 'COPY', 'EXPOSE', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);

/** Reads one instruction in the light of the variables that are known where it stands. */
export function readInstruction(raw: RawInstruction, context: ReadContext): Instruction {
  return new Reader(raw, context).read();
}

class Reader {
  readonly #raw: RawInstruction;
  readonly #context: ReadContext;
  readonly #kw: string;
  readonly #loc: TextLocation;
  readonly #flags: readonly Flag[];
  readonly #rest: Logical;
  readonly #unresolved = new Set<string>();
  /** Values of flags with their variables replaced, as far as they are known. */
  readonly #flagValues = new Map<string, string>();

  constructor(raw: RawInstruction, context: ReadContext) {
    this.#raw = raw;
    this.#context = context;
    this.#kw = raw.written.toUpperCase();
    this.#loc = placeOf(context.source, raw.start, raw.end);
    const { flags, rest } = takeFlags(raw.rest, context.escape);
    this.#flags = flags;
    this.#rest = rest;
  }

  read(): Instruction {
    const raw = this.#raw;
    const { args, form } = this.#arguments();
    const expanded = EXPANDED.has(this.#kw) ? this.#expanded(args) : undefined;
    const details = this.#details(expanded ?? args, form);
    const { source } = this.#context;
    const instruction: Instruction = {
      kw: this.#kw,
      written: raw.written,
      loc: this.#loc,
      raw: source.text.slice(raw.start, raw.end),
      text: this.#rest.text,
      form,
      flags: this.#flags.map(({ name, value, text }) => ({
        name,
        value,
        raw: text.text,
        loc: this.#place(text),
      })),
      args: details.trigger
        ? [details.trigger.written, ...details.trigger.args]
        : args.map(({ text }) => text),
      ...(expanded && { expanded: expanded.map(({ text }) => text) }),
      comments: raw.comments.map(({ text, start, end }) => ({
        text,
        loc: placeOf(source, start, end),
      })),
      heredocs: raw.heredocs.map(({ start, end, closed, ...heredoc }) => {
        const loc = placeOf(source, start, end);
        if (!closed) this.#fault('open-heredoc', `heredoc \`${heredoc.name}\` has no end`, loc);
        return { ...heredoc, loc };
      }),
      unresolved: [...this.#unresolved],
      ...(raw.blankLine !== undefined && {
        blankLine: placeOf(source, raw.blankLine, raw.blankLine),
      }),
      ...details,
    };
    for (const { code, message, loc } of checkInstruction(instruction)) {
      this.#fault(code, message, loc);
    }
    // What a trigger says is looked at where it runs.
    const values = this.#context.isTrigger ? [] : checkValues(instruction, this.#flagValues);
    for (const { code, message, flag } of values) {
      this.#fault(code, message, instruction.flags.find(({ name }) => name === flag)?.loc);
    }
    return instruction;
  }

  #place({ at }: Logical): TextLocation {
    return placeOf(this.#context.source, at[0] ?? this.#raw.start, at.at(-1) ?? this.#raw.end);
  }

  #fault(code: string, message: string, loc = this.#loc): void {
    this.#context.problem(code, message, loc);
  }

  #expand(text: string): Expanded {
    const { variables, escape } = this.#context;
    const expanded = expand(text, variables, escape);
    for (const name of expanded.unresolved) this.#unresolved.add(name);
    if (expanded.fault !== undefined) this.#fault('substitution', expanded.fault);
    return expanded;
  }

  /** The words as BuildKit's parser gives them: quotes left in, nothing expanded. */
  #arguments(): { args: readonly Logical[]; form: 'exec' | 'shell' | null } {
    const kw = this.#kw;
    const rest = this.#rest;
    if (kw === 'HEALTHCHECK') {
      const { type, words, form } = this.#healthWords();
      return { args: type.text === '' ? [] : [type, ...words], form };
    }
    const json = EXEC.has(kw) || LISTS.has(kw) ? jsonWords(rest) : undefined;
    if (json === 'mixed') this.#fault('not-strings', 'an array must hold strings only');
    if (Array.isArray(json)) return { args: json, form: 'exec' };
    const form = EXEC.has(kw) ? 'shell' : null;
    if (rest.text === '') return { args: [], form };
    if (EXEC.has(kw) || WHOLE.has(kw)) return { args: [rest], form };
    if (!PAIRS.has(kw)) return { args: plainWords(rest), form };
    const isLegacy = isLegacyPair(kw, rest, this.#context.escape);
    return { args: isLegacy ? legacyWords(rest) : quotedWords(rest, this.#context.escape), form };
  }

  /** The type of a HEALTHCHECK and the command behind it, which is read as that of a CMD. */
  #healthWords(): {
    readonly type: Logical;
    readonly rest: Logical;
    readonly words: readonly Logical[];
    readonly form: 'exec' | 'shell' | null;
  } {
    const { written, rest } = splitKeyword(this.#rest);
    const type = slice(this.#rest, 0, written.length);
    if (rest.text === '') return { type, rest, words: [], form: null };
    const json = jsonWords(rest);
    if (json === 'mixed') this.#fault('not-strings', 'an array must hold strings only');
    return Array.isArray(json)
      ? { type, rest, words: json, form: 'exec' }
      : { type, rest, words: [rest], form: 'shell' };
  }

  /** The words with their variables replaced, for the instructions where BuildKit does that. */
  #expanded(args: readonly Logical[]): readonly Logical[] {
    return args.flatMap(({ text, at }) => {
      const places = [at[0] ?? 0, at.at(-1) ?? 0];
      // Only the value of EXPOSE is split once more.
      if (this.#kw === 'EXPOSE') {
        return this.#expand(text).words.map((word) => ({ text: word, at: places }));
      }
      const written = this.#kw === 'VOLUME' ? trimSpace(text) : text;
      return [{ text: this.#expand(written).text, at: places }];
    });
  }

  /** The flags of ADD and COPY that may hold variables. */
  #expandFlags(): void {
    for (const { name, value } of this.#flags) {
      if (value && (name === 'chown' || name === 'chmod' || name === 'checksum')) {
        const { text, unresolved } = this.#expand(value);
        if (unresolved.length === 0) this.#flagValues.set(name, text);
      }
    }
  }

  /** The fields that only some instructions have. */
  #details(args: readonly Logical[], form: 'exec' | 'shell' | null): Partial<Instruction> {
    switch (this.#kw) {
      case 'ENV':
      case 'LABEL':
      case 'ARG':
        return this.#pairs();
      case 'ADD':
      case 'COPY': {
        this.#expandFlags();
        const from = this.#flag('from');
        const isBody = (word: string) => heredocWord(word).length > 0;
        const words = args.map(({ text }) => text);
        const srcs = words.slice(0, -1).filter((word) => form === 'exec' || !isBody(word));
        return { copy: { srcs, dest: words.at(-1) ?? '', from } };
      }
      case 'EXPOSE':
        return { expose: args.map((word) => this.#port(word)) };
      case 'CMD':
      case 'ENTRYPOINT':
        return { cmd: this.#exec(this.#rest, args, form) };
      case 'SHELL':
        return { cmd: this.#plainExec(this.#rest, args, form) };
      case 'HEALTHCHECK':
        return { healthcheck: this.#healthcheck() };
      case 'RUN':
        return this.#run(args, form);
      case 'ONBUILD':
        return this.#trigger();
      default:
        return {};
    }
  }

  #flag(name: string): string | null {
    return this.#flags.find((flag) => flag.name === name)?.value ?? null;
  }

  #pairs(): Partial<Instruction> {
    const { variables, escape, declare } = this.#context;
    const { kv, legacy, faults, wordFaults } = readPairs(this.#kw, this.#rest, {
      variables,
      escape,
      place: (text) => this.#place(text),
      declare: (pair) => declare?.(pair),
    });
    for (const fault of new Set(faults)) this.#fault('arguments', fault);
    for (const fault of new Set(wordFaults)) this.#fault('substitution', fault);
    for (const { unresolved } of kv) {
      for (const name of unresolved) this.#unresolved.add(name);
    }
    return { kv, ...(legacy && { legacy }) };
  }

  /** One port or range, with its protocol. An address and a port of the host before it, which do nothing, are left out. */
  #port(word: Logical): Port {
    const { text: raw } = word;
    if (!raw.includes('$')) {
      const { port, proto } = readPort(raw);
      return { port, proto, raw, loc: this.#place(word) };
    }
    const [port = '', proto = ''] = raw.split('/');
    return { port, proto: proto.toLowerCase() || 'tcp', raw, loc: this.#place(word) };
  }

  #plainExec(text: Logical, args: readonly Logical[], form: 'exec' | 'shell' | null): Exec {
    return {
      form: form ?? 'shell',
      argv: args.map((word) => word.text),
      loc: this.#place(text),
    };
  }

  #exec(text: Logical, args: readonly Logical[], form: 'exec' | 'shell' | null): Exec {
    const script = { text, heredocs: [], mounts: [], ...(form === 'exec' && { argv: args }) };
    const plain = this.#plainExec(text, args, form);
    return args.length === 0 ? plain : { ...plain, run: this.#context.script(script) };
  }

  #run(args: readonly Logical[], form: 'exec' | 'shell' | null): Partial<Instruction> {
    const { variables, escape, script } = this.#context;
    const mounts = this.#flags
      .filter(({ name }) => name === 'mount')
      .map(({ value, text }) => {
        const loc = this.#place(text);
        const read = readMount(value ?? '', loc, variables, escape);
        for (const fault of read.faults) this.#fault('mount', fault, loc);
        for (const name of read.unresolved) this.#unresolved.add(name);
        return read.mount;
      });
    const { heredocs } = this.#raw;
    return {
      cmd: this.#plainExec(this.#rest, args, form),
      mounts,
      run: script({
        text: this.#rest,
        heredocs,
        mounts,
        ...(form === 'exec' && { argv: args }),
      }),
    };
  }

  #healthcheck(): Healthcheck {
    const { type: written, rest, words, form } = this.#healthWords();
    const options = Object.fromEntries(
      this.#flags.map(({ name, value }) => [name.replaceAll('-', '_'), value ?? '']),
    );
    const upper = written.text.toUpperCase();
    const type = upper === 'CMD' || upper === 'NONE' ? upper : 'UNKNOWN';
    const { interval, timeout, start_period, start_interval, retries } = options;
    return {
      type,
      ...(type === 'CMD' ? this.#exec(rest, words, form) : this.#plainExec(rest, words, form)),
      ...(interval !== undefined && { interval }),
      ...(timeout !== undefined && { timeout }),
      ...(start_period !== undefined && { start_period }),
      ...(start_interval !== undefined && { start_interval }),
      ...(retries !== undefined && { retries }),
    };
  }

  #trigger(): Partial<Instruction> {
    if (this.#rest.text === '' || this.#context.isTrigger) return {};
    const inner = triggerOf(this.#raw, this.#context.escape);
    const declare = () => undefined;
    return { trigger: readInstruction(inner, { ...this.#context, declare, isTrigger: true }) };
  }
}

/** The instruction behind ONBUILD. */
export function triggerOf(raw: RawInstruction, escape: string): RawInstruction {
  const { rest: whole } = takeFlags(raw.rest, escape);
  const { written, rest } = splitKeyword(whole);
  return {
    written,
    start: whole.at[0] ?? raw.start,
    end: raw.end,
    line: whole.text,
    rest,
    comments: [],
    heredocs: raw.heredocs.filter(({ closed }) => closed),
  };
}
