import { dataConflicts } from '../../bundles/load-files.js';
import { coverageReport, jsonReport, prettyReport } from '../../rego/testing/report.js';
import { runTests, type TestResult, type TestRun } from '../../rego/testing/run-tests.js';
import { CAPABILITIES_OPTION, readCapabilities } from '../capabilities-option.js';
import { type Arguments, type Command, flag, text, texts } from '../command.js';
import { testUsage } from '../errors.js';
import { sharedLibrary } from '../governed-folder.js';
import { GRANT_OPTIONS, grantedContext, grantHint } from '../grants.js';
import type { Io } from '../io.js';
import { deepestOf, LIMIT_OPTIONS, limitsOf } from '../limits.js';
import { readPolicyFiles } from '../policy-files.js';
import { MAX_ERRORS_OPTION, REGO_FILE_OPTIONS } from '../rego-options.js';
import { rulePaths } from '../rule-paths.js';
import { readSchemas, SCHEMA_OPTION } from '../schema-option.js';
import { complain } from '../session.js';
import { runWithinTime, TIMEOUT_OPTION } from '../timeout.js';

/** OPA's codes for its test runner. */
const EXIT = { pass: 0, broken: 1, failed: 2 } as const;

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
        'var-values': {
          type: 'boolean',
          describe: 'show the vars of the expression that does not hold',
        },
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
        sort: {
          choices: ['none', 'duration'],
          default: 'none',
          describe: 'the order of tests in the JSON report',
        },
        count: { type: 'number', default: 1, describe: 'run all tests so many times' },
        'exit-zero-on-skipped': {
          alias: 'z',
          type: 'boolean',
          describe: 'skipped tests (`todo_test_…`) do not fail the run',
        },
        'fail-on-empty': { type: 'boolean', describe: 'fail where no test was run' },
        bundle: { alias: 'b', type: 'boolean', describe: 'read all paths as bundles' },
        ...REGO_FILE_OPTIONS,
        ...MAX_ERRORS_OPTION,
        ...SCHEMA_OPTION,
        ...CAPABILITIES_OPTION,
        ...GRANT_OPTIONS,
        ...LIMIT_OPTIONS,
        ...TIMEOUT_OPTION,
      }),
  handler: async (args, io) => {
    const timed = runWithinTime(args, io);
    if (timed !== undefined && 'code' in timed) return timed.code;
    if (timed !== undefined) {
      complain([timed.diagnostic], io);
      return timed.isLate ? EXIT.failed : EXIT.broken;
    }
    const capabilities = readCapabilities(args, io);
    const limits = limitsOf(args);
    const pattern = patternOf(text(args, 'run') ?? '');
    const faults = [
      ...(capabilities && 'diagnostic' in capabilities ? [capabilities.diagnostic] : []),
      ...('diagnostic' in limits ? [limits.diagnostic] : []),
      ...(pattern ? [] : [testUsage(`\`${text(args, 'run')}\` is no regular expression`)]),
    ];
    const files = readPolicyFiles(texts(args, 'paths'), io, {
      ignore: texts(args, 'ignore'),
      bundles: flag(args, 'bundle'),
      deepest: deepestOf(args),
    });
    const schemas = readSchemas(args, io);
    const read = [...files.diagnostics, ...schemas.diagnostics];
    if (complain([...faults, ...read], io)) return EXIT.broken;
    if ('diagnostic' in limits || pattern === undefined) return EXIT.broken;
    const granted = capabilities && 'value' in capabilities ? capabilities.value : undefined;
    const withCoverage = flag(args, 'coverage') || args['threshold'] !== undefined;
    let code: number = EXIT.pass;
    for (let turn = 0; turn < Number(args['count']); turn++) {
      const run = await runTests(files.sources, {
        library: sharedLibrary(texts(args, 'paths'), files.sources, io),
        pattern,
        data: files.data,
        coverage: withCoverage,
        varValues: flag(args, 'var-values'),
        version: flag(args, 'v0-compatible') ? 0 : (files.regoVersion ?? 1),
        errorLimit: Number(args['max-errors']),
        context: grantedContext(args, io, granted),
        clock: io.clock,
        limits: limits.value,
        check: (modules) => dataConflicts(files.documents, rulePaths(modules)),
        ...(granted && { capabilities: granted }),
        ...(schemas.value && { schemas: schemas.value }),
      });
      if (complain(run.diagnostics, io)) return EXIT.broken;
      code = Math.max(code, report(run, args, io));
    }
    return code;
  },
};

/** A pattern as Go reads it, as far as the two languages go together: flags stand at its begin. */
function patternOf(written: string): RegExp | undefined {
  const [, flags = '', rest = ''] = /^(?:\(\?([is]+)\))?(.*)$/s.exec(written) ?? [];
  try {
    return new RegExp(rest, flags);
  } catch {
    return undefined;
  }
}

function report({ results, coverage }: TestRun, args: Arguments, io: Io): number {
  if (coverage) io.print(coverageReport(coverage));
  else if (args['format'] === 'json') io.print(jsonReport(inOrder(results, args)));
  else io.print(prettyReport(results, flag(args, 'verbose')));
  const missing = new Set(results.flatMap(({ error }) => error?.missing ?? []));
  for (const grant of missing) io.complain(`hint: ${grantHint(grant)}\n`);
  if (results.some(({ outcome }) => outcome === 'fail' || outcome === 'error')) return EXIT.failed;
  if (results.length === 0 && flag(args, 'fail-on-empty')) {
    complain([testUsage('no tests were run', 'name test rules `test_…`')], io);
    return EXIT.broken;
  }
  const threshold = Number(args['threshold'] ?? 0);
  if (coverage && coverage.coverage < threshold) {
    complain(
      [
        testUsage(
          `${coverage.coverage.toFixed(2)}% of the lines were run, less than ${threshold}%`,
        ),
      ],
      io,
    );
    return EXIT.failed;
  }
  const isSkipped = results.some(({ outcome }) => outcome === 'skip');
  return isSkipped && !flag(args, 'exit-zero-on-skipped') ? EXIT.failed : EXIT.pass;
}

function inOrder(results: readonly TestResult[], args: Arguments): readonly TestResult[] {
  if (args['sort'] !== 'duration') return results;
  return [...results].sort((a, b) => b.duration - a.duration);
}
