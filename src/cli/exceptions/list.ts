import { renderPlace } from '../../diagnostics/render.js';
import type { Exception } from '../../model/exception.js';
import { columns } from '../columns.js';
import { type Arguments, text } from '../command.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import type { Io } from '../io.js';
import { complain } from '../session.js';
import { loadRecords, orgOf, stateOf } from './records.js';

/** Lists every exception with its state and who signed it. */
export async function listExceptions(args: Arguments, io: Io): Promise<number> {
  const { stack, decision, diagnostics, now } = await loadRecords(args, io);
  const broken = complain(diagnostics, io);
  if (decision === undefined) return exitOfDiagnostics(diagnostics) ?? EXIT.configuration;
  const within = orgOf(stack)?.settings.exceptionRules?.expiringWithinDays;
  const rows = decision.exceptions.map((exception) => ({
    id: exception.id,
    state: stateOf(exception, now, within),
    rules: exception.rules.map(({ value }) => value),
    subject: exception.subject,
    expires: exception.expires.value,
    signedBy: (decision.signedBy.get(exception.id)?.signers ?? []).map(({ name }) => name),
    layer: exception.layer,
    place: renderPlace(exception.origin.span),
    reason: exception.reason,
  }));
  if (text(args, 'format') === 'json') io.print(`${JSON.stringify(rows, null, 2)}\n`);
  else if (rows.length === 0) io.print('there are no exceptions\n');
  else {
    io.print(
      columns(
        ['id', 'state', 'expires', 'rules', 'about', 'signed by', 'place'],
        rows.map((row, index) => [
          row.id,
          row.state,
          row.expires,
          row.rules.join(', '),
          aboutText(decision.exceptions[index] as Exception),
          row.signedBy.join(', ') || '-',
          row.place,
        ]),
      ),
    );
  }
  return broken ? (exitOfDiagnostics(diagnostics) ?? EXIT.configuration) : EXIT.pass;
}

/** The selectors of an exception in one line. */
export function aboutText({ subject, values, findingKey }: Exception): string {
  const parts = [
    ...Object.entries(subject).map(
      ([key, list]) => `${key} ${(list as readonly string[]).join('|')}`,
    ),
    ...(values ? [`values ${values.join('|')}`] : []),
    ...(findingKey ? [`finding ${findingKey}`] : []),
  ];
  return parts.join(', ') || 'everything';
}
