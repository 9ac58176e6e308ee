import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { lineStarts, type Source } from '../../diagnostics/source.js';
import { EvaluationError } from '../../rego/evaluation.js';
import type { QueryAnswer } from '../../rego/query.js';
import { type Arguments, flag, text } from '../command.js';
import { grantHint } from '../grants.js';
import type { Io } from '../io.js';
import { complain } from '../session.js';
import { askModules, askSources } from './ask.js';
import { errorReport } from './error-report.js';
import { QUERY_FORMATS } from './options.js';
import { renderAnswer } from './report.js';
import { readRequest } from './request.js';

/** OPA's codes for its `eval`. */
const EXIT = { pass: 0, failed: 1, broken: 2 } as const;

/**
 * Answers the query of a command line and prints the answer.
 *
 * @param faults what is wrong already, to be told in the format that is asked for
 */
export async function runQuery(
  args: Arguments,
  io: Io,
  faults: readonly Diagnostic[] = [],
): Promise<number> {
  const format = QUERY_FORMATS.find((name) => name === (text(args, 'format') ?? 'json')) ?? 'json';
  const fail = (diagnostics: readonly Diagnostic[]): number => {
    if (format === 'json') io.print(errorReport(diagnostics));
    else complain(diagnostics, io);
    return EXIT.broken;
  };
  if (faults.length > 0) return fail(faults);
  const request = readRequest(args, io);
  if ('diagnostics' in request) return fail(request.diagnostics);
  const { query, files, options, context } = request;
  let answer: QueryAnswer;
  try {
    answer =
      files.modules.length > 0
        ? await askModules(query, files.modules, context)
        : await askSources(query, files, options, context);
  } catch (failure) {
    if (!(failure instanceof EvaluationError)) throw failure;
    const asked: Source = { path: '<query>', text: query };
    return fail([evaluationFault(failure, [asked, ...files.sources])]);
  }
  const { solutions, diagnostics } = answer;
  if (solutions === undefined) return fail(diagnostics);
  complain(diagnostics, io);
  io.print(renderAnswer(solutions, format));
  const isDefined = solutions.length > 0;
  return (flag(args, 'fail') && !isDefined) || (flag(args, 'fail-defined') && isDefined)
    ? EXIT.failed
    : EXIT.pass;
}

/** What ended an evaluation, as a diagnostic; with the place in the text, where the text is at hand. */
function evaluationFault(failure: EvaluationError, sources: readonly Source[]): Diagnostic {
  const { message, code, file, line = 1, column = 1, missing } = failure;
  const source = sources.find(({ path }) => path === file);
  const start = source && (lineStarts(source)[line - 1] ?? 0) + column - 1;
  const place =
    source !== undefined && start !== undefined
      ? { span: { source, start, end: start + 1 } }
      : file !== undefined && { path: `${file}:${line}:${column}` };
  return {
    code: 'rego/evaluation',
    severity: 'error',
    message,
    opa: code,
    ...place,
    ...(missing !== undefined && { hint: grantHint(missing) }),
  };
}
