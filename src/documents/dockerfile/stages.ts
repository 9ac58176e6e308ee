import type { TextLocation } from '../../model/location.js';
import { placeOf } from '../place.js';
import { parseScript } from '../shell/parse-script.js';
import { applyInstruction, NOTHING } from './effective.js';
import { type ReadContext, readInstruction, triggerOf } from './instruction.js';
import { type Expanded, expand, type Variable, type Variables } from './lex.js';
import { baseReference, sourceReference } from './references.js';
import type { RawInstruction, Scanned } from './scan.js';
import type { Effective, ImageRef, Instruction, KeyValue, Stage } from './types.js';
import { plainWords, takeFlags } from './words.js';

/** Arguments that BuildKit brings along: known in FROM without a declaration. */
const PLATFORM = ['TARGET', 'BUILD']
  .flatMap((side) => ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map((part) => side + part))
  .concat('TARGETSTAGE');

/** Where an image that says nothing looks for programs. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Arguments that need no declaration in a stage. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'];

/** A file with more stages is not read to its end. */
const MOST_STAGES = 1000;

export interface Staged {
  readonly globalArgs: readonly Instruction[];
  readonly stages: readonly Stage[];
  readonly refs: readonly ImageRef[];
}

/** A stage while it is read. */
interface Open {
  readonly index: number;
  readonly name: string | null;
  readonly from: ImageRef;
  readonly platform: string | null;
  readonly start: number;
  end: number;
  readonly instr: Instruction[];
  /** The values that are known: ENV and ARG together. */
  readonly variables: Map<string, Variable | null>;
  /** Stages that it takes anything from. */
  readonly needs: Set<number>;
  /** Its ONBUILD instructions. */
  readonly triggers: RawInstruction[];
  readonly isWindows: boolean;
  /** Whether nothing is below it. */
  readonly isScratch: boolean;
  ownCmd: boolean;
  effective: Effective;
}

/** Reads the instructions stage by stage. */
export function readStages(
  scanned: Scanned,
  context: Pick<ReadContext, 'source' | 'problem'>,
): Staged {
  const reader = new StageReader(context, scanned.escape);
  for (const raw of scanned.instructions) {
    if (!reader.add(raw)) break;
  }
  return reader.finish(scanned);
}

class StageReader {
  readonly #context: Pick<ReadContext, 'source' | 'problem'>;
  readonly #escape: string;
  readonly #globalArgs: Instruction[] = [];
  readonly #globals = new Map<string, Variable | null>(PLATFORM.map((name) => [name, null]));
  readonly #stages: Open[] = [];
  readonly #refs: ImageRef[] = [];

  constructor(context: Pick<ReadContext, 'source' | 'problem'>, escape: string) {
    this.#context = context;
    this.#escape = escape;
  }

  #read(
    raw: RawInstruction,
    variables: Variables,
    problem: ReadContext['problem'],
    declare: (pair: KeyValue) => void = () => undefined,
  ): Instruction {
    const { source } = this.#context;
    const stage = this.#stages.at(-1);
    return readInstruction(raw, {
      source,
      problem,
      variables,
      escape: this.#escape,
      declare,
      script: (script) =>
        parseScript(source, script, {
          shell: stage?.effective.shell ?? null,
          isWindows: stage?.isWindows === true,
          secrets: secretsOf(script.mounts),
          variables: knownTexts(variables),
        }),
    });
  }

  /** @returns whether reading can go on */
  add(raw: RawInstruction): boolean {
    const kw = raw.written.toUpperCase();
    const stage = this.#stages.at(-1);
    if (kw === 'FROM' && this.#stages.length >= MOST_STAGES) {
      const loc = placeOf(this.#context.source, raw.start, raw.end);
      this.#context.problem('stages', `there are more than ${MOST_STAGES} stages`, loc);
      return false;
    }
    if (kw === 'FROM') this.#open(raw);
    else if (stage === undefined) this.#global(raw, kw);
    else {
      stage.instr.push(this.#apply(stage, raw, this.#context.problem));
      stage.end = raw.end;
      if (kw === 'ONBUILD') stage.triggers.push(raw);
    }
    return true;
  }

  /** Reads an instruction of a stage, and takes over what it changes for those behind it. */
  #apply(stage: Open, raw: RawInstruction, problem: ReadContext['problem']): Instruction {
    const instruction = this.#read(raw, stage.variables, problem, (pair) => {
      this.#declareArg(stage, pair);
    });
    if (instruction.kw === 'ENV') {
      for (const { k, expanded, unresolved } of instruction.kv ?? []) {
        stage.variables.set(k, { text: expanded ?? '', isKnown: unresolved.length === 0 });
      }
    }
    stage.effective = applyInstruction(stage.effective, instruction, stage);
    if (instruction.kw === 'CMD') stage.ownCmd = true;
    this.#references(stage, instruction);
    return instruction;
  }

  #global(raw: RawInstruction, kw: string): void {
    const { problem } = this.#context;
    const instruction = this.#read(raw, this.#globals, problem, (pair) => {
      this.#globals.set(pair.k, variableOf(pair) ?? this.#globals.get(pair.k) ?? null);
    });
    this.#globalArgs.push(instruction);
    if (kw === 'ARG') return;
    problem('before-from', `${kw} stands before the first FROM`, instruction.loc);
  }

  #open(raw: RawInstruction): void {
    const instruction = this.#read(raw, this.#globals, this.#context.problem);
    const [image = '', , name] = instruction.args;
    const [word] = plainWords(takeFlags(raw.rest, this.#escape).rest);
    const loc = word
      ? placeOf(this.#context.source, word.at[0] ?? raw.start, word.at.at(-1) ?? raw.end)
      : instruction.loc;
    const expanded = this.#expand(image, loc);
    const from = baseReference(image, expanded, loc, this.#stages);
    const base = from.stage === null ? undefined : this.#stages[from.stage];
    if (expanded.fault === undefined) this.#checkReference(from);
    const flag = instruction.flags.find((one) => one.name === 'platform');
    const platform = flag?.value ?? null;
    if (platform !== null) this.#expand(platform, flag?.loc ?? loc);
    const isScratch = from.resolved === 'scratch';
    // Every image has one: its own, or the builder's.
    const path = { text: isScratch ? DEFAULT_PATH : '$PATH', isKnown: isScratch };
    const stage: Open = {
      index: this.#stages.length,
      name: name?.toLowerCase() ?? null,
      from,
      platform,
      start: raw.start,
      end: raw.end,
      instr: [instruction],
      variables: new Map<string, Variable | null>(
        base?.variables ?? [...PROXIES.map((proxy) => [proxy, null] as const), ['PATH', path]],
      ),
      triggers: [],
      needs: new Set(from.stage === null ? [] : [from.stage]),
      isWindows: base?.isWindows ?? isWindowsImage(from, platform),
      isScratch: base?.isScratch ?? isScratch,
      ownCmd: false,
      effective: base?.effective ?? NOTHING,
    };
    this.#stages.push(stage);
    if (image !== '') this.#refs.push(from);
    // What the base left for those who build on it comes before everything else. Its faults are known from there.
    for (const trigger of base?.triggers ?? []) {
      this.#apply(stage, triggerOf(trigger, this.#escape), () => undefined);
    }
  }

  /** What is known in full and names neither a stage nor an image stops the build, whether or not anybody needs it. */
  #checkReference({ raw, resolved, unresolved, registry, stage, loc, use }: ImageRef): void {
    const isImage = stage !== null || registry !== null || resolved === 'scratch';
    if (isImage || unresolved.length > 0 || (raw === '' && use === 'from')) return;
    const message =
      resolved === '' ? `\`${raw}\` names no image` : `\`${resolved}\` is no image reference`;
    this.#context.problem('reference', message, loc);
  }

  #expand(text: string, loc: TextLocation): Expanded {
    const expanded = expand(text, this.#globals, this.#escape);
    if (expanded.fault !== undefined) this.#context.problem('substitution', expanded.fault, loc);
    return expanded;
  }

  /** An ARG without a value takes that of an ARG before the first FROM; else what has the name already stays. */
  #declareArg(stage: Open, pair: KeyValue): void {
    const own = variableOf(pair);
    const inherited = this.#globals.get(pair.k);
    if (own ?? inherited) stage.variables.set(pair.k, own ?? inherited ?? null);
    else if (PLATFORM.includes(pair.k) || !stage.variables.has(pair.k)) {
      stage.variables.set(pair.k, null);
    }
  }

  /** Images and stages that COPY and mounts take files from; variables mean nothing there. */
  #references(stage: Open, instruction: Instruction): void {
    const before = this.#stages.slice(0, stage.index);
    const take = (
      written: string | null | undefined,
      use: 'copy' | 'mount',
      loc = instruction.loc,
    ) => {
      if (typeof written !== 'string' || written === '') return;
      const found = sourceReference(written, use, loc, before, this.#escape);
      if (found.stage !== null) stage.needs.add(found.stage);
      this.#checkReference(found);
      this.#refs.push(found);
    };
    if (instruction.kw === 'COPY') {
      const flag = instruction.flags.find(({ name }) => name === 'from');
      if (flag?.value) this.#expand(flag.value, flag.loc);
      take(instruction.copy?.from, 'copy', flag?.loc);
    }
    for (const mount of instruction.mounts ?? []) take(mount.from, 'mount', mount.loc);
  }

  finish(scanned: Scanned): Staged {
    const last = this.#stages.length - 1;
    const needed = this.#ancestors(last);
    const { syntax } = scanned;
    if (syntax) {
      const loc = placeOf(this.#context.source, syntax.start, syntax.end);
      const [image = ''] = syntax.value.split(' ');
      this.#refs.push(sourceReference(image, 'syntax', loc, [], this.#escape));
    }
    const stages = this.#stages.map((stage): Stage => {
      const { index, name, from, platform, instr, effective } = stage;
      return {
        index,
        name,
        loc: placeOf(this.#context.source, stage.start, stage.end),
        from,
        platform,
        baseStage: from.stage,
        ancestors: this.#ancestors(index),
        final: index === last,
        reachable: index === last || needed.includes(index),
        instr,
        effective,
      };
    });
    return { globalArgs: this.#globalArgs, stages, refs: this.#refs };
  }

  /** The stages that one is built from, through others as well, in their order. References only lead back. */
  #ancestors(index: number): number[] {
    const found = new Set<number>();
    const visit = (from: number): void => {
      for (const need of this.#stages[from]?.needs ?? []) {
        if (found.has(need)) continue;
        found.add(need);
        visit(need);
      }
    };
    visit(index);
    return [...found].sort((a, b) => a - b);
  }
}

function variableOf({ expanded, unresolved }: KeyValue): Variable | null {
  return expanded === null ? null : { text: expanded, isKnown: unresolved.length === 0 };
}

/** The variables of which everything is known. */
function knownTexts(variables: Variables): Map<string, string> {
  const known = new Map<string, string>();
  for (const [name, variable] of variables) {
    if (variable?.isKnown) known.set(name, variable.text);
  }
  return known;
}

function secretsOf(
  mounts: readonly { readonly type: string; readonly target?: string; readonly env?: string }[],
): { readonly files: readonly string[]; readonly variables: readonly string[] } {
  const secrets = mounts.filter(({ type }) => type === 'secret');
  return {
    files: secrets.flatMap(({ target }) => target ?? []),
    variables: secrets.flatMap(({ env }) => env ?? []),
  };
}

/** Windows images run their scripts with another shell. */
function isWindowsImage({ repository, registry }: ImageRef, platform: string | null): boolean {
  if (platform?.startsWith('windows') === true) return true;
  const isMicrosoft = registry === 'mcr.microsoft.com';
  return isMicrosoft && /^windows(\/|$)|nanoserver|servercore/.test(repository ?? '');
}
