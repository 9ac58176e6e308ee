import { reporters } from '../../reporters/index.generated.js';
import { type Command, flag, text } from '../command.js';
import { appendDecision } from '../decision-log.js';
import { EXIT, exitOfVerdict } from '../exit.js';
import { JUDGE_OPTIONS, judge } from '../judge.js';
import { judgeAndFix } from '../judge-and-fix.js';
import { reportOptions } from '../report-options.js';

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
        choices: reporters.map(({ name }) => name),
        default: 'table',
        describe: reporters.map(({ name, about }) => `${name}: ${about}`).join('; '),
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
      }),
  handler: async (args, io) => {
    const judged = flag(args, 'fix') ? await judgeAndFix(args, io) : await judge(args, io);
    if (judged.kind === 'stopped') return judged.code;
    const { verdict } = judged;
    const reporter = reporters.find(({ name }) => name === text(args, 'format'));
    const output = text(args, 'output');
    const report = reporter?.render(verdict, reportOptions(judged, io, output !== undefined)) ?? '';
    if (output === undefined) io.print(report);
    else io.write(output, report);
    const log = text(args, 'decision-log');
    if (log !== undefined) appendDecision(log, judged, io);
    const code = exitOfVerdict(verdict, Number(text(args, 'warn-exit') ?? EXIT.pass));
    const rejected = flag(args, 'strict-config') && verdict.conflicts.length > 0;
    return rejected ? EXIT.configuration : code;
  },
};
