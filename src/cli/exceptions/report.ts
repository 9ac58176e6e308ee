import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { renderPlace } from '../../diagnostics/render.js';
import type { Exception } from '../../model/exception.js';
import { isGlob } from '../../model/glob.js';
import { codeownersAdvice } from '../codeowners.js';
import { columns } from '../columns.js';
import { type Arguments, flag, text } from '../command.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import type { Io } from '../io.js';
import { judge } from '../judge.js';
import { complain } from '../session.js';
import { loadRecords, orgOf, stateOf } from './records.js';

/** What is worth knowing of one exception. */
interface Entry {
  readonly exception: Exception;
  readonly marks: readonly string[];
}

/** Tells which exceptions are active, expiring, expired, unused, over-broad or unsigned, by owner and rule. */
export async function reportExceptions(args: Arguments, io: Io): Promise<number> {
  const entries = await gather(args, io);
  if (typeof entries === 'number') return entries;
  if (text(args, 'format') === 'json') {
    const rows = entries.map(({ exception, marks }) => ({
      id: exception.id,
      rules: exception.rules.map(({ value }) => value),
      owner: exception.requestedBy ?? exception.layer,
      expires: exception.expires.value,
      marks,
    }));
    io.print(`${JSON.stringify(rows, null, 2)}\n`);
    return EXIT.pass;
  }
  const rows = entries
    .map(({ exception, marks }) => [
      exception.requestedBy ?? exception.layer,
      exception.rules.map(({ value }) => value).join(', '),
      exception.id,
      exception.expires.value,
      marks.join(', '),
    ])
    .sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1));
  io.print(columns(['owner', 'rules', 'id', 'expires', 'state'], rows));
  return EXIT.pass;
}

/** Fails where an exception is malformed, refused, expired or unused: what stands in the files should be what counts. */
export async function checkExceptions(args: Arguments, io: Io): Promise<number> {
  const entries = await gather(args, io);
  if (typeof entries === 'number') return entries;
  const tolerated = flag(args, 'pass-on-unused') ? ['unused'] : [];
  const bad = ['expired', 'unused', 'refused'].filter((mark) => !tolerated.includes(mark));
  let failed = false;
  for (const { exception, marks } of entries) {
    const found = marks.filter((mark) => bad.includes(mark));
    failed ||= found.length > 0;
    if (found.length > 0) {
      io.print(`${renderPlace(exception.origin.span)}: ${exception.id}: ${found.join(', ')}\n`);
    }
  }
  for (const line of codeownersAdvice(
    entries.map(({ exception }) => exception),
    io,
  )) {
    io.complain(`advice: ${line}\n`);
  }
  if (!failed) io.print(`${entries.length} exceptions: nothing wrong\n`);
  return failed ? EXIT.configuration : EXIT.pass;
}

async function gather(args: Arguments, io: Io): Promise<readonly Entry[] | number> {
  const { stack, decision, diagnostics, now } = await loadRecords(args, io);
  if (complain(diagnostics, io) || decision === undefined) {
    return exitOfDiagnostics(diagnostics) ?? EXIT.configuration;
  }
  // Whether an exception is used can be told only where there is something to judge.
  const silent: Io = { ...io, complain: () => undefined };
  const judged = await judge(args, silent);
  const use = judged.kind === 'judged' ? judged.verdict.exceptions : undefined;
  const refusals = judged.kind === 'judged' ? (judged.evaluation.decision?.refusals ?? []) : [];
  complain(refusals, io);
  const org = orgOf(stack)?.settings;
  return decision.exceptions.map((exception) => {
    const { id } = exception;
    const marks: string[] = [
      stateOf(exception, now, org?.exceptionRules?.expiringWithinDays),
      ...(use?.unused.includes(id) ? ['unused'] : []),
      ...(isRefused(exception, refusals) ? ['refused'] : []),
      ...(isBroad(exception) ? ['over-broad'] : []),
      ...((decision.signedBy.get(id)?.signers.length ?? 0) === 0 ? ['unsigned'] : []),
    ];
    return { exception, marks };
  });
}

function isRefused({ origin }: Exception, refusals: readonly Diagnostic[]): boolean {
  return refusals.some(
    ({ code, span }) =>
      code === 'exception/refused' &&
      span?.start === origin.span.start &&
      span.source.path === origin.span.source.path,
  );
}

/** Excuses any finding of a rule anywhere, or whole families of rules. */
function isBroad({ subject, values, findingKey, rules }: Exception): boolean {
  const anywhere = Object.keys(subject).length === 0 && !values && !findingKey;
  return anywhere || rules.some(({ value }) => isGlob(value));
}
