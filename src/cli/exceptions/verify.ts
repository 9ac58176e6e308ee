import type { Arguments } from '../command.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import type { Io } from '../io.js';
import { complain } from '../session.js';
import { loadRecords } from './records.js';

/** Checks the signatures of all exceptions and says whose they are. */
export async function verifyExceptions(args: Arguments, io: Io): Promise<number> {
  const { decision, diagnostics } = await loadRecords(args, io);
  const broken = complain(diagnostics, io);
  if (decision === undefined) return exitOfDiagnostics(diagnostics) ?? EXIT.configuration;
  let refused = false;
  for (const { id } of decision.exceptions) {
    const signed = decision.signedBy.get(id);
    const names = signed?.signers.map(({ name }) => name) ?? [];
    const refusals = signed?.refusals ?? [];
    refused ||= refusals.length > 0;
    const good = names.length > 0 ? `signed by ${names.join(', ')}` : 'no valid signature';
    io.print(`${id}: ${[good, ...refusals].join('; ')}\n`);
  }
  if (broken) return exitOfDiagnostics(diagnostics) ?? EXIT.policy;
  return refused ? EXIT.policy : EXIT.pass;
}
