import { coverageReport, jsonReport, prettyReport } from '../../rego/testing/report.js';
import { runTests, type TestRun } from '../../rego/testing/run-tests.js';
import { type Arguments, type Command, flag, text, texts } from '../command.js';
import { testUsage } from '../errors.js';
import { GRANT_OPTIONS, grantedContext } from '../grants.js';
import type { Io } from '../io.js';
import { readPolicyFiles } from '../policy-files.js';
import { complain } from '../session.js';

/** OPA's codes for its test runner. */
const EXIT = { pass: 0, broken: 1, failed: 2 } as const;

/** Turns of loops in one test, in thousands: a test that takes more is stuck. */
const MOST_THOUSAND_TURNS = 200_000;

export const testCommand: Command = {
  command: 'test [paths..]',
  describe: 'run the Rego tests (rules named `test_…`) in files and folders',
  builder: (yargs) =>
    yargs
      .positional('paths', {
        describe: 'Rego files, data files, folders',
        type: 'string',
        array: true,
      })
      .options({
        run: {
          alias: 'r',
          type: 'string',
          describe: 'only tests whose full name matches this pattern',
        },
        verbose: { alias: 'v', type: 'boolean', describe: 'list tests that pass, too' },
        coverage: {
          alias: 'c',
          type: 'boolean',
          describe: 'report the lines that were run, as JSON',
        },
        threshold: {
          alias: 't',
          type: 'number',
          describe: 'fail if less than so many per cent of the lines were run',
        },
        format: {
          alias: 'f',
          choices: ['pretty', 'json'],
          default: 'pretty',
          describe: 'how to print',
        },
        count: { type: 'number', default: 1, describe: 'run all tests so many times' },
        'fail-on-empty': { type: 'boolean', describe: 'fail where no test was run' },
        'v0-compatible': {
          type: 'boolean',
          describe: 'read files without `import rego.v1` as Rego v0',
        },
        ...GRANT_OPTIONS,
      }),
  handler: async (args, io) => {
    const { sources, data, diagnostics } = readPolicyFiles(texts(args, 'paths'), io);
    if (complain(diagnostics, io)) return EXIT.broken;
    const pattern = patternOf(args);
    if (pattern === undefined) {
      complain([testUsage(`\`${text(args, 'run')}\` is no regular expression`)], io);
      return EXIT.broken;
    }
    const withCoverage = flag(args, 'coverage') || args['threshold'] !== undefined;
    let code: number = EXIT.pass;
    for (let turn = 0; turn < Number(args['count']); turn++) {
      const run = await runTests(sources, {
        pattern,
        data,
        coverage: withCoverage,
        version: flag(args, 'v0-compatible') ? 0 : 1,
        context: grantedContext(args, io),
        clock: io.clock,
        mostThousandTurns: MOST_THOUSAND_TURNS,
      });
      if (complain(run.diagnostics, io)) return EXIT.broken;
      code = Math.max(code, report(run, args, io));
    }
    return code;
  },
};

function patternOf(args: Arguments): RegExp | undefined {
  try {
    return new RegExp(text(args, 'run') ?? '');
  } catch {
    return undefined;
  }
}

function report({ results, coverage }: TestRun, args: Arguments, io: Io): number {
  const isJson = args['format'] === 'json';
  if (coverage && flag(args, 'coverage')) io.print(coverageReport(coverage));
  else io.print(isJson ? jsonReport(results) : prettyReport(results, flag(args, 'verbose')));
  if (results.some(({ outcome }) => outcome === 'fail' || outcome === 'error')) return EXIT.failed;
  if (results.length === 0) {
    if (!flag(args, 'fail-on-empty')) return EXIT.pass;
    complain([testUsage('there are no tests', 'name test rules `test_…`')], io);
    return EXIT.failed;
  }
  const threshold = Number(args['threshold'] ?? 0);
  if (coverage && coverage.coverage < threshold) {
    complain(
      [testUsage(`${coverage.coverage}% of the lines were run, less than ${threshold}%`)],
      io,
    );
    return EXIT.failed;
  }
  return EXIT.pass;
}
