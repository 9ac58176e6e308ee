/**
 * `npm run conformance [-- part-of-a-note …]`: our own cases, and those of the folder that `OPA_CASES` names.
 *
 * With `OPA_PLANS`, a file of plans that OPA made of those cases, the back end is run on them as well.
 *
 * A case of `known-failures.json` must fail, with the reason given there; every other one must pass. `-v` prints each failure;
 * `--forget` takes cases that pass by now out of the file; `--remember` puts those that fail into it, for their reasons to be
 * written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildRuntime } from '../../src/build/runtime.js';
import { declareBuiltin } from '../../src/rego/builtins/registry.js';
import { builtin, nullType, string } from '../../src/rego/builtins/types.js';
import { type Case, casesIn, plansIn } from './case-files.js';
import { runCase, runPlan } from './run-case.js';

interface KnownFailure {
  readonly note: string;
  readonly reason: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const verbose = process.argv.includes('-v');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const known = new Map(
  (JSON.parse(readFileSync(here('known-failures.json'), 'utf8')) as KnownFailure[]).map(
    ({ note, reason }) => [note, reason],
  ),
);

buildRuntime();
declareBuiltin(builtin('test.sleep', [string], nullType));

const folders = [here('cases'), ...(process.env['OPA_CASES'] ? [process.env['OPA_CASES']] : [])];
const found = folders.flatMap(casesIn);
const plans = process.env['OPA_PLANS'] ? plansIn(process.env['OPA_PLANS'], found) : [];
const cases = [...found, ...plans].filter(
  ({ note }) => wanted.length === 0 || wanted.some((part) => note.includes(part)),
);

interface Tally {
  passed: number;
  failed: number;
  known: number;
}

/** Several cases may have one note. */
const passedNotes = new Set<string>();
const failures = new Map<string, string>();
const tallies = new Map<string, Tally>();
const complaints: string[] = [];
for (const item of cases) {
  const tally = tallies.get(item.category) ?? { passed: 0, failed: 0, known: 0 };
  tallies.set(item.category, tally);
  const failure = await attempt(item);
  const reason = known.get(item.note);
  if (failure === undefined) passedNotes.add(item.note);
  else failures.set(item.note, failure);
  if (failure === undefined) tally.passed++;
  else if (reason !== undefined) tally.known++;
  else {
    tally.failed++;
    complaints.push(`${item.note}: ${failure}`);
  }
}

async function attempt(item: Case): Promise<string | undefined> {
  try {
    const { plan } = item;
    return plan ? await runPlan(item, plan.json, plan.wanted) : await runCase(item);
  } catch (failure) {
    return `crashed: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`;
  }
}

for (const note of known.keys()) {
  if (!passedNotes.has(note) || failures.has(note)) continue;
  const tally = tallies.get('known failures that pass') ?? { passed: 0, failed: 0, known: 0 };
  tallies.set('known failures that pass', { ...tally, failed: tally.failed + 1 });
  complaints.push(`${note}: passes, but known-failures.json says it fails (--forget removes it)`);
}
if (process.argv.includes('--forget') || process.argv.includes('--remember')) {
  const kept = [...known].filter(([note]) => failures.has(note) || !passedNotes.has(note));
  const added = process.argv.includes('--remember')
    ? [...failures].filter(([note]) => !known.has(note))
    : [];
  const entries = [...kept, ...added]
    .map(([note, reason]) => ({ note, reason: reason.slice(0, 200) }))
    .sort((a, b) => (a.note < b.note ? -1 : 1));
  writeFileSync(here('known-failures.json'), `${JSON.stringify(entries, null, 2)}\n`);
}

for (const [category, { passed, failed, known: expected }] of [...tallies].sort()) {
  const notes = [failed > 0 && `${failed} failed`, expected > 0 && `${expected} known failures`];
  console.log(`${category}: ${[`${passed} passed`, ...notes.filter(Boolean)].join(', ')}`);
}
for (const complaint of complaints) console.log(verbose ? complaint : complaint.slice(0, 300));
const sum = (key: keyof Tally): number =>
  [...tallies.values()].reduce((total, tally) => total + tally[key], 0);
if (sum('known') > 0) console.log(`${sum('known')} known failures`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
