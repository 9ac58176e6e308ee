import { type Command, text } from '../command.js';
import { listExceptions } from '../exceptions/list.js';
import { checkExceptions, reportExceptions } from '../exceptions/report.js';
import { requestException } from '../exceptions/request.js';
import { makeKeys, signException } from '../exceptions/sign.js';
import { verifyExceptions } from '../exceptions/verify.js';
import { EXIT } from '../exit.js';
import { JUDGE_OPTIONS } from '../judge.js';

const ACTIONS = ['list', 'check', 'request', 'sign', 'verify', 'report', 'keygen'] as const;

/** All that one does with exceptions. */
export const exceptionsCommand: Command = {
  command: 'exceptions <action> [paths..]',
  describe: 'list, check, request, sign, verify or report exceptions',
  builder: (yargs) =>
    yargs
      .positional('action', {
        choices: ACTIONS,
        demandOption: true,
        describe:
          'list: all of them; check: fail on expired, unused or refused ones; request: write one for a finding; sign <id>; verify: signatures; report: by owner and rule; keygen <name>: a new key pair',
      })
      .positional('paths', {
        describe: 'the judged folder; the id to sign; the key to make',
        type: 'string',
        array: true,
      })
      .options(JUDGE_OPTIONS)
      .option('format', { choices: ['table', 'json'], default: 'table' })
      .option('pass-on-unused', { type: 'boolean', describe: 'check: let unused ones pass' })
      .option('rule', { type: 'string', describe: 'request: the rule, by any of its names' })
      .option('finding', { type: 'string', describe: "request: one finding's key" })
      .option('id', { type: 'string', describe: 'request: the id of the new exception' })
      .option('reason', { type: 'string', describe: 'request: why' })
      .option('ticket', { type: 'string', describe: 'request: the ticket' })
      .option('requested-by', { type: 'string', describe: 'request: who asks for it' })
      .option('bind', {
        choices: ['rule', 'document', 'packages'],
        array: true,
        nargs: 1,
        describe: 'request: for this state of the rule, document or set of packages only',
      })
      .option('output', { type: 'string', describe: 'request: write it to a file' })
      .option('key', { type: 'string', describe: "sign: the key's name in the org's `trust.keys`" })
      .option('private-key', { type: 'string', describe: 'sign: an Ed25519 key in PEM' })
      .option('payload', {
        type: 'boolean',
        describe: 'sign: print the bytes for `ssh-keygen -Y sign`',
      })
      .option('ssh-signature', { type: 'string', describe: 'sign: the file that ssh-keygen wrote' })
      .option('principal', { type: 'string', describe: 'sign: who signed with ssh-keygen' })
      .option('signed-at', { type: 'string', describe: 'sign: the time that was signed' }),
  handler: async (args, io) => {
    switch (text(args, 'action')) {
      case 'list':
        return listExceptions(args, io);
      case 'check':
        return checkExceptions(args, io);
      case 'request':
        return requestException(args, io);
      case 'sign':
        return signException(args, io);
      case 'verify':
        return verifyExceptions(args, io);
      case 'report':
        return reportExceptions(args, io);
      case 'keygen':
        return makeKeys(args, io);
      default:
        return EXIT.configuration;
    }
  },
};
