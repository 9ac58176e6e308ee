import type { Source } from '../../diagnostics/source.js';
import { parseImageReference } from '../../model/image-reference.js';
import type { TextLocation } from '../../model/location.js';
import { placeOf } from '../place.js';
import { expand, type Variables } from './expand.js';
import { type ReadContext, readInstruction } from './instruction.js';
import type { RawInstruction, Scanned } from './scan.js';
import type { Effective, Exec, ImageRef, Instruction, Port, Stage } from './types.js';

/** Arguments that BuildKit brings along: known in FROM without a declaration. */
const PLATFORM = ['TARGET', 'BUILD'].flatMap((side) =>
  ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((part) => side + part),
);

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'];

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
  readonly variables: Map<string, string | null>;
  readonly env: Map<string, string>;
  effective: Effective;
}

/** Reads the instructions stage by stage. */
export function readStages(
  scanned: Scanned,
  context: Omit<ReadContext, 'variables' | 'escape'>,
): Staged {
  const reader = new StageReader(context, scanned.escape);
  for (const raw of scanned.instructions) reader.add(raw);
  return reader.finish(scanned);
}

const NOTHING: Effective = {
  user: null,
  env: {},
  workdir: null,
  expose: [],
  cmd: null,
  entrypoint: null,
  shell: null,
  healthcheck: null,
};

class StageReader {
  readonly #context: Omit<ReadContext, 'variables' | 'escape'>;
  readonly #escape: string;
  readonly #globalArgs: Instruction[] = [];
  readonly #globals = new Map<string, string | null>(PLATFORM.map((name) => [name, null]));
  readonly #stages: Open[] = [];
  readonly #refs: ImageRef[] = [];

  constructor(context: Omit<ReadContext, 'variables' | 'escape'>, escape: string) {
    this.#context = context;
    this.#escape = escape;
  }

  get #source(): Source {
    return this.#context.source;
  }

  #read(raw: RawInstruction, variables: Variables): Instruction {
    return readInstruction(raw, { ...this.#context, variables, escape: this.#escape });
  }

  add(raw: RawInstruction): void {
    const kw = raw.written.toUpperCase();
    if (kw === 'FROM') {
      this.#open(raw);
      return;
    }
    const stage = this.#stages.at(-1);
    if (stage === undefined) {
      const instruction = this.#read(raw, this.#globals);
      this.#globalArgs.push(instruction);
      if (kw !== 'ARG') {
        this.#context.problem('before-from', `${kw} stands before the first FROM`, instruction.loc);
      }
      for (const { k, expanded } of instruction.kv ?? []) this.#globals.set(k, expanded);
      return;
    }
    const instruction = this.#read(raw, stage.variables);
    stage.instr.push(instruction);
    stage.end = raw.end;
    this.#apply(stage, instruction);
    this.#references(stage, instruction);
  }

  #open(raw: RawInstruction): void {
    const instruction = this.#read(raw, this.#globals);
    const [image = '', as, name] = instruction.args;
    if (as !== undefined && as.toLowerCase() !== 'as') {
      this.#context.problem(
        'from-arguments',
        'FROM takes one image and `AS` a name',
        instruction.loc,
      );
    }
    const from = this.#reference(image, 'from', instruction.loc, this.#globals, false);
    const base = from.stage === null ? undefined : this.#stages[from.stage];
    const platform = instruction.flags.find((flag) => flag.name === 'platform')?.value ?? null;
    const env = new Map(base?.env);
    this.#stages.push({
      index: this.#stages.length,
      name: name?.toLowerCase() ?? null,
      from,
      platform,
      start: raw.start,
      end: raw.end,
      instr: [instruction],
      variables: new Map<string, string | null>([
        ...PROXIES.map((proxy) => [proxy, null] as const),
        ...(base?.variables ?? []),
      ]),
      env,
      effective: base?.effective ?? NOTHING,
    });
    if (image !== '') this.#refs.push(from);
  }

  /** What an instruction changes in the image to be, and in the variables behind it. */
  #apply(stage: Open, { kw, kv = [], args, cmd, expose = [], healthcheck }: Instruction): void {
    const change = (part: Partial<Effective>) => {
      stage.effective = { ...stage.effective, ...part };
    };
    if (kw === 'ARG') {
      for (const { k, expanded } of kv) {
        if (stage.env.has(k)) continue;
        const inherited = this.#globals.get(k);
        stage.variables.set(k, expanded ?? inherited ?? null);
      }
    } else if (kw === 'ENV') {
      for (const { k, expanded } of kv) {
        stage.env.set(k, expanded ?? '');
        stage.variables.set(k, expanded ?? '');
      }
      change({ env: Object.fromEntries(stage.env) });
    } else if (kw === 'USER') change({ user: args[0] ?? '' });
    else if (kw === 'WORKDIR')
      change({ workdir: joinPath(stage.effective.workdir, args[0] ?? '') });
    else if (kw === 'EXPOSE') change({ expose: [...stage.effective.expose, ...expose] as Port[] });
    else if (kw === 'CMD') change({ cmd: cmd as Exec });
    else if (kw === 'ENTRYPOINT') change({ entrypoint: cmd as Exec, cmd: null });
    else if (kw === 'SHELL') change({ shell: cmd?.argv ?? null });
    else if (kw === 'HEALTHCHECK') change({ healthcheck: healthcheck ?? null });
  }

  /** Images and stages that COPY and mounts take files from; variables mean nothing there. */
  #references(stage: Open, instruction: Instruction): void {
    const take = (written: unknown, use: string) => {
      if (typeof written !== 'string' || written === '') return;
      this.#refs.push(this.#reference(written, use, instruction.loc, new Map(), true, stage.index));
    };
    take(instruction.copy?.from, 'copy');
    for (const mount of instruction.mounts ?? []) take(mount['from'], 'mount');
  }

  #reference(
    raw: string,
    use: string,
    loc: TextLocation,
    variables: Variables,
    isSource: boolean,
    before = this.#stages.length,
  ): ImageRef {
    const { text: resolved, unresolved } = expand(raw, variables, this.#escape);
    const folded = isSource ? resolved.toLowerCase() : resolved;
    const byName = this.#stages.findLastIndex(
      ({ name, index }) => name === folded && index < before,
    );
    const byIndex = isSource && /^\d+$/.test(resolved) ? Number(resolved) : -1;
    const stage = byName >= 0 ? byName : byIndex >= 0 && byIndex < before ? byIndex : null;
    const plain = { raw, resolved, unresolved, use, loc };
    const image =
      stage === null && unresolved.length === 0 && resolved !== 'scratch'
        ? parseImageReference(resolved)
        : undefined;
    return {
      ...plain,
      registry: image?.registry ?? null,
      repository: image?.repository ?? null,
      tag: image?.tag ?? null,
      digest: image?.digest ?? null,
      stage,
    };
  }

  finish(scanned: Scanned): Staged {
    const reachable = this.#reachable();
    const last = this.#stages.length - 1;
    const syntax = scanned.directives.find(({ name }) => name === 'syntax');
    if (syntax) {
      const loc = placeOf(this.#source, syntax.start, syntax.end);
      this.#refs.push(this.#reference(syntax.value, 'syntax', loc, new Map(), true, 0));
    }
    return {
      globalArgs: this.#globalArgs,
      stages: this.#stages.map((stage) => ({
        index: stage.index,
        name: stage.name,
        loc: placeOf(this.#source, stage.start, stage.end),
        from: stage.from,
        platform: stage.platform,
        baseStage: stage.from.stage,
        ancestors: this.#ancestors(stage.index),
        final: stage.index === last,
        reachable: reachable.has(stage.index),
        instr: stage.instr,
        effective: stage.effective,
      })),
      refs: this.#refs,
    };
  }

  #ancestors(index: number): number[] {
    const base = this.#stages[index]?.from.stage ?? null;
    return base === null ? [] : [base, ...this.#ancestors(base)];
  }

  /** The stages that the final one is built from, directly or through others. */
  #reachable(): ReadonlySet<number> {
    const found = new Set<number>();
    const visit = (index: number): void => {
      const stage = this.#stages[index];
      if (stage === undefined || found.has(index)) return;
      found.add(index);
      if (stage.from.stage !== null) visit(stage.from.stage);
      for (const instruction of stage.instr) {
        for (const { stage: source } of this.#refs.filter(({ loc }) => loc === instruction.loc)) {
          if (source !== null) visit(source);
        }
      }
    };
    visit(this.#stages.length - 1);
    return found;
  }
}

function joinPath(base: string | null, path: string): string {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || base === null) return path;
  return `${base.replace(/\/+$/, '')}/${path}`;
}
