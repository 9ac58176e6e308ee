import yargs from 'yargs';
import { didYouMean } from '../diagnostics/suggest.js';
import type { Arguments } from './command.js';
import { commands } from './commands.generated.js';
import { EXIT } from './exit.js';
import { type Io, realIo } from './io.js';

/** A mistake on the command line. */
class UsageError extends Error {}

/**
 * Runs one command line.
 *
 * @param words the arguments behind the program's name
 * @returns the exit code; a bug of ours prints one line, never a stack trace
 */
export async function run(words: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(words, io);
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    if (failure instanceof UsageError) {
      io.complain(
        `error: ${message} [usage/arguments]\n  hint: \`policy --help\` lists what there is\n`,
      );
      return EXIT.configuration;
    }
    const path = writeFailure(failure);
    if (path !== undefined) {
      io.complain(
        `${path}: error: it cannot be written: ${message.split(',')[0]} [usage/output]\n`,
      );
      return EXIT.configuration;
    }
    io.complain(`internal error: ${message.split('\n')[0]} (this is a bug of drydock)\n`);
    return EXIT.crash;
  }
}

/** The path that the system did not let us write to; undefined for any other failure. */
function writeFailure(failure: unknown): string | undefined {
  const { code, path } = failure as { readonly code?: unknown; readonly path?: unknown };
  const known = ['EACCES', 'EEXIST', 'EISDIR', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'];
  return typeof path === 'string' && known.includes(String(code)) ? path : undefined;
}

async function dispatch(words: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = words;
  const named = commands.find(({ command }) => nameOf(command) === first);
  const parser = yargs()
    .scriptName(named ? `policy ${first}` : 'policy')
    .help()
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .parserConfiguration({ 'duplicate-arguments-array': true, 'camel-case-expansion': false })
    .fail((message: string | null, failure: Error | undefined) => {
      if (failure) throw failure;
      throw new UsageError(message ?? 'wrong arguments');
    });
  const print = (_failure: unknown, _args: unknown, output: string) => {
    if (output) io.print(`${output}\n`);
  };
  if (named) {
    // The one command alone: yargs would build the help of all of them otherwise.
    let chosen: Arguments | undefined;
    const positional = named.command.slice(nameOf(named.command).length);
    parser.version(false).command(`$0${positional}`, named.describe, named.builder, (args) => {
      chosen = args;
    });
    await parser.parse(rest, {}, print);
    return chosen ? named.handler(chosen, io) : EXIT.pass;
  }
  parser.usage('policy <command>: policy as code for container images').version(io.version);
  for (const { command, describe, builder } of commands) parser.command(command, describe, builder);
  if (first === undefined) {
    io.print(`${await parser.getHelp()}\n`);
    return EXIT.configuration;
  }
  if (!first.startsWith('-')) {
    const near = didYouMean(
      first,
      commands.map(({ command }) => nameOf(command)),
    );
    throw new UsageError(`there is no command \`${first}\`${near ? `: ${near}` : ''}`);
  }
  await parser.parse([...words], {}, print);
  return EXIT.pass;
}

function nameOf(command: string): string {
  return command.split(' ')[0] ?? '';
}

if (
  process.argv[1] !== undefined &&
  /(?:policy|drydock|policy\.cjs|main\.ts)$/.test(process.argv[1])
) {
  // A reader that goes away (`| head`) is no failure of ours.
  process.stdout.on('error', () => process.exit(EXIT.pass));
  run(process.argv.slice(2), realIo()).then((code) => {
    process.exitCode = code;
  });
}
