import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { reporters } from '../../reporters/index.generated.js';
import { type Arguments, type Command, flag, text, texts } from '../command.js';
import { appendDecision } from '../decision-log.js';
import { queryUsage } from '../errors.js';
import { EXIT, exitOfVerdict } from '../exit.js';
import { JUDGE_OPTIONS, judge } from '../judge.js';
import { judgeAndFix } from '../judge-and-fix.js';
import { LIMIT_OPTIONS } from '../limits.js';
import { asksQuery, given, QUERY_FORMATS, QUERY_OPTIONS } from '../query/options.js';
import { runQuery } from '../query/run-query.js';
import { reportOptions, shownVerdict } from '../report-options.js';
import { complain } from '../session.js';
import { runWithinTime, TIMEOUT_OPTION } from '../timeout.js';

/** Judges files under all layers and reports the verdict. */
export const evalCommand: Command = {
  command: 'eval [paths..]',
  describe: 'judge Dockerfiles and what belongs to them, and report the verdict',
  builder: (yargs) =>
    yargs
      .positional('paths', {
        describe: 'files, folders or glob patterns; the working folder where none is given',
        type: 'string',
        array: true,
      })
      .options(JUDGE_OPTIONS)
      .option('format', {
        alias: 'f',
        choices: [...new Set([...reporters.map(({ name }) => name), ...QUERY_FORMATS])],
        describe: `${reporters.map(({ name, about }) => `${name}: ${about}`).join('; ')}; of queries: ${QUERY_FORMATS.join(', ')}`,
      })
      .option('output', { type: 'string', describe: 'write the report to a file' })
      .option('strict-config', {
        type: 'boolean',
        describe: 'exit 2 where a layer asked for something that a layer above has locked',
      })
      .option('warn-exit', { type: 'number', describe: 'the exit code of a verdict `warn`' })
      .option('fix', {
        type: 'boolean',
        describe: 'apply the fixes that rules offer, and judge the result',
      })
      .option('decision-log', {
        type: 'string',
        describe: 'append one line of JSON about this decision to a file',
      })
      .group([...JUDGING], 'Judging:')
      .options({ ...LIMIT_OPTIONS, ...TIMEOUT_OPTION })
      .group([...Object.keys(LIMIT_OPTIONS), 'timeout'], 'Limits:')
      .options(QUERY_OPTIONS)
      .group(Object.keys(QUERY_OPTIONS), 'Queries over plain Rego (nothing is judged):'),
  handler: async (args, io) => {
    const mixed = mixedUse(args);
    if (mixed !== undefined) {
      complain([mixed], io);
      return EXIT.configuration;
    }
    const timed = runWithinTime(args, io);
    if (timed !== undefined && 'code' in timed) return timed.code;
    if (asksQuery(args)) return runQuery(args, io, timed && [timed.diagnostic]);
    if (timed !== undefined) {
      complain([timed.diagnostic], io);
      return timed.isLate ? EXIT.rule : EXIT.configuration;
    }
    const judged = flag(args, 'fix') ? await judgeAndFix(args, io) : await judge(args, io);
    if (judged.kind === 'stopped') return judged.code;
    const { verdict } = judged;
    const reporter = reporters.find(({ name }) => name === (text(args, 'format') ?? 'table'));
    const output = text(args, 'output');
    const options = reportOptions(judged, io, output !== undefined);
    const report = reporter?.render(shownVerdict(judged), options) ?? '';
    if (output === undefined) io.print(report);
    else io.write(output, report);
    const log = text(args, 'decision-log');
    if (log !== undefined) appendDecision(log, judged, io);
    const code = exitOfVerdict(verdict, Number(text(args, 'warn-exit') ?? EXIT.pass));
    const rejected = flag(args, 'strict-config') && verdict.conflicts.length > 0;
    return rejected ? EXIT.configuration : code;
  },
};

/** Options of judging alone. */
const JUDGING = [
  ...Object.keys(JUDGE_OPTIONS),
  'output',
  'strict-config',
  'warn-exit',
  'fix',
  'decision-log',
];

/** A command line that both judges and asks: what counts for one of them has no meaning for the other. */
function mixedUse(args: Arguments): Diagnostic | undefined {
  const format = text(args, 'format');
  if (!asksQuery(args)) {
    const [first] = given(args, Object.keys(QUERY_OPTIONS));
    if (first !== undefined)
      return queryUsage(
        `${first} needs \`--query\``,
        'without a query, `policy eval` judges files under the layers in force',
      );
    const judges = format === undefined || reporters.some(({ name }) => name === format);
    return judges ? undefined : queryUsage(`the format \`${format}\` needs \`--query\``);
  }
  const [path] = texts(args, 'paths');
  if (path !== undefined)
    return queryUsage(
      `\`--query\` judges no files: \`${path}\``,
      'name Rego and data with `--data`, the input with `--input`',
    );
  const [first] = given(args, JUDGING);
  if (first !== undefined)
    return queryUsage(
      `${first} cannot be used with \`--query\``,
      'a query knows no layers, exceptions or verdict',
    );
  const answers = format === undefined || QUERY_FORMATS.some((name) => name === format);
  return answers
    ? undefined
    : queryUsage(
        `a query cannot be answered as \`${format}\``,
        `formats: ${QUERY_FORMATS.join(', ')}`,
      );
}
