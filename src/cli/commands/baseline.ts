import { stringify } from 'yaml';
import { type BaselineEntry, loadBaseline, makeBaseline } from '../../exceptions/baseline.js';
import { DAY, endOf } from '../../model/time.js';
import { type Arguments, type Command, flag, text } from '../command.js';
import { baselineUsage } from '../errors.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { BASELINE_FILE, JUDGE_OPTIONS, judge } from '../judge.js';
import { complain } from '../session.js';

/** Makes a baseline of what stands, once, or takes out of it what is gone. It never grows. */
export const baselineCommand: Command = {
  command: 'baseline <action> [paths..]',
  describe: 'postpone the findings that were there before: create a baseline once, prune it later',
  builder: (yargs) =>
    yargs
      .positional('action', { choices: ['create', 'prune'], demandOption: true })
      .positional('paths', { describe: 'the judged folder', type: 'string', array: true })
      .options(JUDGE_OPTIONS)
      .option('owner', { type: 'string', describe: 'create: who works it off' })
      .option('until', { type: 'string', describe: 'create: when it ends; in 180 days' }),
  handler: async (args, io) => {
    const fail = (reason: string): number => {
      complain([baselineUsage(reason)], io);
      return EXIT.configuration;
    };
    if (flag(args, 'ci')) return fail('a baseline is never written in a pipeline');
    return text(args, 'action') === 'create' ? create(args, io, fail) : prune(args, io, fail);
  },
};

async function create(args: Arguments, io: Io, fail: (reason: string) => number): Promise<number> {
  const owner = text(args, 'owner');
  const until = text(args, 'until') ?? new Date(io.now() + 180 * DAY).toISOString().slice(0, 10);
  if (owner === undefined) return fail('`--owner` says who works it off');
  if (endOf(until) === undefined) return fail(`\`${until}\` is no date for \`--until\``);
  const judged = await judge(args, io);
  if (judged.kind === 'stopped') return judged.code;
  const path = pathOf(args, judged.place.root);
  if (io.isFile(path)) return fail(`\`${path}\` is there already, and never grows: prune it`);
  const entries = makeBaseline(judged.verdict.findings);
  io.write(path, baselineText(owner, until, entries));
  io.print(`${path}: ${count(entries)} findings until ${until}\n`);
  return EXIT.pass;
}

async function prune(args: Arguments, io: Io, fail: (reason: string) => number): Promise<number> {
  const judged = await judge(args, io);
  if (judged.kind === 'stopped') return judged.code;
  const path = pathOf(args, judged.place.root);
  const bytes = io.read(path);
  if (bytes === undefined) return fail(`\`${path}\` was not found`);
  const { value } = loadBaseline({ path, text: new TextDecoder().decode(bytes) });
  if (value === undefined) return fail(`\`${path}\` cannot be read`);
  const standing = judged.verdict.findings.map((finding) => ({
    ...finding,
    status: finding.status === 'baselined' ? ('fail' as const) : finding.status,
  }));
  const now = new Map(makeBaseline(standing).map((entry) => [`${entry.key} ${entry.file}`, entry]));
  const kept = value.entries.flatMap(({ span: _, ...entry }): BaselineEntry[] => {
    const left = Math.min(entry.count, now.get(`${entry.key} ${entry.file}`)?.count ?? 0);
    return left > 0 ? [{ ...entry, count: left }] : [];
  });
  io.write(path, baselineText(value.owner, value.until.value, kept));
  io.print(`${path}: ${count(kept)} of ${count(value.entries)} findings are left\n`);
  return EXIT.pass;
}

function pathOf(args: Arguments, root: string): string {
  return text(args, 'baseline') ?? (root === '' ? BASELINE_FILE : `${root}/${BASELINE_FILE}`);
}

function count(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.count, 0);
}

function baselineText(owner: string, until: string, entries: readonly BaselineEntry[]): string {
  return stringify({ version: 1, owner, until, entries }, { lineWidth: 0 });
}
