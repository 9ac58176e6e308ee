import yargs from 'yargs';
import { didYouMean } from '../diagnostics/suggest.js';
import type { Arguments, Command } from './command.js';
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
    io.complain(`internal error: ${message.split('\n')[0]} (this is a bug of drydock)\n`);
    return EXIT.crash;
  }
}

async function dispatch(words: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.pass;
  let chosen: { command: Command; args: Arguments } | undefined;
  const parser = yargs()
    .scriptName('policy')
    .usage('policy <command>: policy as code for container images')
    .version(io.version)
    .help()
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .parserConfiguration({ 'duplicate-arguments-array': true, 'camel-case-expansion': false })
    .fail((message: string | null, failure: Error | undefined) => {
      if (failure) throw failure;
      throw new UsageError(message ?? 'wrong arguments');
    });
  for (const command of commands) {
    parser.command(command.command, command.describe, command.builder, (args) => {
      chosen = { command, args };
    });
  }
  const [first] = words;
  const names = commands.map(({ command }) => command.split(' ')[0] ?? '');
  if (first === undefined) {
    io.print(`${await parser.getHelp()}\n`);
    return EXIT.configuration;
  }
  if (!first.startsWith('-') && !names.includes(first)) {
    const near = didYouMean(first, names);
    throw new UsageError(`there is no command \`${first}\`${near ? `: ${near}` : ''}`);
  }
  await parser.parse([...words], {}, (_failure, _args, output) => {
    if (output) io.print(`${output}\n`);
  });
  if (chosen) code = await chosen.command.handler(chosen.args, io);
  return code;
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
