import { placeOf } from '../place.js';
import { parseScript } from '../shell/parse-script.js';
import { applyInstruction, NOTHING } from './effective.js';
import { type ReadContext, readInstruction } from './instruction.js';
import type { Variables } from './lex.js';
import { baseReference, sourceReference } from './references.js';
import type { RawInstruction, Scanned } from './scan.js';
import type { Effective, ImageRef, Instruction, Stage } from './types.js';
import { plainWords, takeFlags } from './words.js';

/** Arguments that BuildKit brings along: known in FROM without a declaration. */
const PLATFORM = ['TARGET', 'BUILD'].flatMap((side) =>
  ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((part) => side + part),
);

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
  readonly variables: Map<string, string | null>;
  readonly env: Set<string>;
  /** Stages that it takes anything from. */
  readonly needs: Set<number>;
  readonly isWindows: boolean;
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
  readonly #globals = new Map<string, string | null>(PLATFORM.map((name) => [name, null]));
  readonly #stages: Open[] = [];
  readonly #refs: ImageRef[] = [];

  constructor(context: Pick<ReadContext, 'source' | 'problem'>, escape: string) {
    this.#context = context;
    this.#escape = escape;
  }

  #read(raw: RawInstruction, variables: Variables, declare?: ReadContext['declare']): Instruction {
    const { source } = this.#context;
    const stage = this.#stages.at(-1);
    return readInstruction(raw, {
      ...this.#context,
      variables,
      escape: this.#escape,
      ...(declare && { declare }),
      script: (script) =>
        parseScript(source, script, {
          shell: stage?.effective.shell ?? null,
          isWindows: stage?.isWindows === true,
          secrets: secretsOf(script.mounts),
          variables,
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
      const instruction = this.#read(raw, stage.variables);
      stage.instr.push(instruction);
      stage.end = raw.end;
      this.#declare(stage, instruction);
      stage.effective = applyInstruction(stage.effective, instruction, stage.ownCmd);
      if (kw === 'CMD') stage.ownCmd = true;
      this.#references(stage, instruction);
    }
    return true;
  }

  #global(raw: RawInstruction, kw: string): void {
    const instruction = this.#read(raw, this.#globals, (name, value) => {
      this.#globals.set(name, value ?? this.#globals.get(name) ?? null);
    });
    this.#globalArgs.push(instruction);
    if (kw === 'ARG') return;
    this.#context.problem('before-from', `${kw} stands before the first FROM`, instruction.loc);
  }

  #open(raw: RawInstruction): void {
    const instruction = this.#read(raw, this.#globals);
    const [image = '', , name] = instruction.args;
    const [word] = plainWords(takeFlags(raw.rest, this.#escape).rest);
    const loc = word
      ? placeOf(this.#context.source, word.at[0] ?? raw.start, word.at.at(-1) ?? raw.end)
      : instruction.loc;
    const from = baseReference(image, loc, this.#stages, this.#globals, this.#escape);
    const base = from.stage === null ? undefined : this.#stages[from.stage];
    const platform = instruction.flags.find((flag) => flag.name === 'platform')?.value ?? null;
    this.#stages.push({
      index: this.#stages.length,
      name: name?.toLowerCase() ?? null,
      from,
      platform,
      start: raw.start,
      end: raw.end,
      instr: [instruction],
      variables: new Map<string, string | null>(
        base?.variables ?? PROXIES.map((proxy) => [proxy, null] as const),
      ),
      env: new Set(base?.env),
      needs: new Set(from.stage === null ? [] : [from.stage]),
      isWindows: base?.isWindows ?? isWindowsImage(from, platform),
      ownCmd: false,
      effective: base?.effective ?? NOTHING,
    });
    if (image !== '') this.#refs.push(from);
  }

  /** The variables that an instruction declares for what stands behind it; ENV beats ARG. */
  #declare(stage: Open, { kw, kv = [] }: Instruction): void {
    for (const { k, expanded } of kv) {
      if (kw === 'ENV') {
        stage.env.add(k);
        stage.variables.set(k, expanded ?? '');
      } else if (kw === 'ARG' && !stage.env.has(k)) {
        stage.variables.set(k, expanded ?? this.#globals.get(k) ?? null);
      }
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
      this.#refs.push(found);
    };
    if (instruction.kw === 'COPY') {
      const flag = instruction.flags.find(({ name }) => name === 'from');
      take(instruction.copy?.from, 'copy', flag?.loc);
    }
    for (const mount of instruction.mounts ?? []) take(mount.from, 'mount', mount.loc);
  }

  finish(scanned: Scanned): Staged {
    const last = this.#stages.length - 1;
    const needed = this.#ancestors(last);
    const syntax = scanned.directives.find(({ name }) => name === 'syntax');
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
