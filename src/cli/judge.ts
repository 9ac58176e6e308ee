/** What every command that judges does: find, load, discover, evaluate. */
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { compileRules } from '../engine/compile-rules.js';
import { moduleLoader } from '../engine/load-module.js';
import { type Evaluation, evaluate } from '../evaluate.js';
import type { Stack } from '../layers/load-stack.js';
import type { Document } from '../model/document.js';
import { GATES, type Gate, PEER_TOOLS } from '../model/settings.js';
import type { Subject } from '../model/subject.js';
import { endOf } from '../model/time.js';
import { type Arguments, flag, text, texts } from './command.js';
import { discover, parseAs } from './discover.js';
import { badTime, noInput, pathMissing, timeInCi } from './errors.js';
import { EXIT, exitOfDiagnostics } from './exit.js';
import type { Io } from './io.js';
import { limitsOf } from './limits.js';
import { moduleCache } from './module-cache.js';
import { loadOwnKinds } from './own-kinds.js';
import {
  complain,
  findPlace,
  LAYER_OPTIONS,
  type LoadedLayers,
  loadLayers,
  type Place,
  pathsOf,
  repoNameOf,
} from './session.js';
import { loadTrust, TRUST_OPTIONS, unverifiedKinds } from './trust.js';

/** The baseline that counts without `--baseline`, beside the judged folder's `policy.yaml`. */
export const BASELINE_FILE = 'policy-baseline.yaml';

/** Options of every command that judges. */
export const JUDGE_OPTIONS = {
  ...LAYER_OPTIONS,
  as: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'take files for a kind of document: `kind` for all named files, or `kind=path`',
  },
  include: { type: 'string', array: true, nargs: 1, describe: 'judge only files that match' },
  target: {
    type: 'string',
    describe: 'the stage that is built, as `docker build --target` takes it',
  },
  gate: { choices: GATES, describe: 'the gate whose levels count' },
  baseline: {
    type: 'string',
    describe: `findings that were there before; \`${BASELINE_FILE}\` of the judged folder where not given`,
  },
  'peer-ignores': {
    choices: PEER_TOOLS,
    array: true,
    nargs: 1,
    describe:
      'heed `# hadolint ignore=…`, or `# check=skip=…` of BuildKit; where there is an org, it says so in its settings',
  },
  at: { type: 'string', describe: 'judge as of another time (RFC 3339)' },
  ...TRUST_OPTIONS,
} as const;

/** A finished judgement, or the exit code of the trouble that stood in its way. */
export type Judged =
  | { readonly kind: 'stopped'; readonly code: number }
  | {
      readonly kind: 'judged';
      readonly place: Place;
      readonly stack: Stack;
      readonly documents: readonly Document[];
      readonly subjects: readonly Subject[];
      readonly verdict: NonNullable<Evaluation['verdict']>;
      readonly evaluation: Evaluation;
    };

/** Judges what the arguments name; says on the way what is wrong. */
export async function judge(args: Arguments, io: Io): Promise<Judged> {
  const stop = (diagnostics: readonly Diagnostic[], otherwise: number): Judged => {
    complain(diagnostics, io);
    return { kind: 'stopped', code: exitOfDiagnostics(diagnostics) ?? otherwise };
  };
  const time = timeOf(args, io);
  if (typeof time !== 'number') return stop([time], EXIT.configuration);
  const limits = limitsOf(args);
  if ('diagnostic' in limits) return stop([limits.diagnostic], EXIT.configuration);
  const { place, diagnostics: faults } = await findPlace(args, io);
  if (place === undefined) return stop(faults, EXIT.input);
  const kinds = parseAs(texts(args, 'as'), place, io);
  if ('code' in kinds) return stop([kinds], EXIT.configuration);
  const loaded = loadLayers(args, place, io);
  if (hasErrors(loaded.diagnostics)) return stop(loaded.diagnostics, EXIT.configuration);
  complain(loaded.diagnostics, io);
  const trust = loadTrust(args, loaded.stack, io);
  if (hasErrors(trust.diagnostics)) return stop(trust.diagnostics, EXIT.policy);
  const own = await loadOwnKinds(loaded.stack);
  if (hasErrors(own.diagnostics)) return stop(own.diagnostics, EXIT.configuration);
  const repo = repoNameOf(args);
  const {
    documents,
    subjects,
    diagnostics,
    faults: misdeclared,
  } = discover(place, {
    kinds,
    include: texts(args, 'include'),
    source: repo === undefined ? {} : { repo },
    settings: loaded.stack.flatMap(({ layer }) => layer.settings.subjects),
    trust: trust.value,
    own: own.value,
    ...targetOf(args),
  });
  if (hasErrors(misdeclared)) return stop(misdeclared, EXIT.configuration);
  if (subjects.length === 0) {
    return stop([...diagnostics, noInput(pathsOf(args).join(', '))], EXIT.input);
  }
  const baseline = baselineFile(text(args, 'baseline'), place, io);
  if (baseline !== undefined && 'code' in baseline) return stop([baseline], EXIT.configuration);
  const gate = GATES.find((name) => name === text(args, 'gate')) as Gate | undefined;
  const evaluation = await evaluate({
    stack: loaded.stack,
    subjects,
    now: time,
    ...(gate && { gate }),
    ...(repo !== undefined && { repo }),
    ...(baseline && { baseline }),
    engine: `drydock ${io.version}`,
    compile: compileRules,
    load: moduleLoader(time, limits.value),
    cache: moduleCache(io),
    skippedChecks: skippedChecks(args, loaded.stack, loaded.pinned, documents),
    verified: loaded.pinned,
    peerIgnores: PEER_TOOLS.filter((tool) => texts(args, 'peer-ignores').includes(tool)),
    diagnostics,
  });
  const { verdict } = evaluation;
  if (verdict === undefined) return stop(evaluation.diagnostics, EXIT.policy);
  return { kind: 'judged', place, stack: loaded.stack, documents, subjects, verdict, evaluation };
}

/** The stage that the command line names. */
export function targetOf(args: Arguments): { readonly target?: string } {
  const target = text(args, 'target');
  return target === undefined ? {} : { target };
}

/** The baseline as a text; a file that is named but not there is an error. */
function baselineFile(
  asked: string | undefined,
  { root, tree }: Place,
  io: Io,
): Source | Diagnostic | undefined {
  const bytes = asked === undefined ? tree.read(BASELINE_FILE) : io.read(asked);
  if (bytes === undefined) return asked === undefined ? undefined : pathMissing(asked);
  const path = asked ?? (root === '' ? BASELINE_FILE : `${root}/${BASELINE_FILE}`);
  return { path, text: new TextDecoder().decode(bytes) };
}

/** The time that decides expiry and effective dates, in milliseconds since the epoch. */
export function timeOf(args: Arguments, io: Io): number | Diagnostic {
  const at = text(args, 'at');
  if (at === undefined) return io.now();
  if (flag(args, 'ci')) return timeInCi();
  return endOf(at) ?? badTime(at);
}

/** What a verdict does not vouch for, said aloud. */
function skippedChecks(
  args: Arguments,
  stack: Stack,
  pinned: LoadedLayers['pinned'],
  documents: readonly Document[],
): { check: string; reason: string }[] {
  const skipped = stack
    .filter((entry) => ['org', 'team'].includes(entry.layer.kind) && !pinned.has(entry))
    .map(({ layer }) => ({
      check: `content of layer ${layer.name}`,
      reason:
        layer.kind === 'org'
          ? 'it is not pinned: pass `--org <folder>@sha256:…`'
          : 'it is not pinned: the pin of an org covers the teams that the org gives to the repository',
    }));
  const org = stack.find(({ layer }) => layer.kind === 'org')?.layer.settings.org;
  if (org && org.teams.size > 0 && repoNameOf(args) === undefined) {
    skipped.push({
      check: 'the layer of the team',
      reason: 'which team the repository belongs to is not known: pass `--repo owner/name`',
    });
  }
  if (org?.trust?.requireSigned.layers) {
    skipped.push({
      check: 'signatures of layers',
      reason: 'the org wants them, and layers from folders have none: pin them instead',
    });
  }
  for (const kind of unverifiedKinds(documents)) {
    skipped.push({
      check: `verification of ${kind}s`,
      reason:
        'nothing fits to verify some of them with: see `--key`, `--trusted-root` and the reasons in the documents',
    });
  }
  const at = text(args, 'at');
  if (at !== undefined) {
    skipped.push({ check: 'time', reason: `judged as of ${at}, not of now` });
  }
  return skipped;
}
