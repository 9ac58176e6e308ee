import { notText } from '../../bundles/errors.js';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import { format } from '../../rego/syntax/format/format.js';
import { type Arguments, type Command, flag, texts } from '../command.js';
import { fmtUsage, pathMissing } from '../errors.js';
import type { Io } from '../io.js';
import { lineDiff } from '../line-diff.js';
import { complain } from '../session.js';

/** OPA's codes for its formatter. */
const EXIT = { pass: 0, missing: 1, failed: 2 } as const;

export const fmtCommand: Command = {
  command: 'fmt [paths..]',
  describe: 'format Rego files as `opa fmt` does',
  builder: (yargs) =>
    yargs
      .positional('paths', {
        describe: 'Rego files and folders; standard input where none is given, or for `-`',
        type: 'string',
        array: true,
      })
      .options({
        write: { alias: 'w', type: 'boolean', describe: 'change the files instead of printing' },
        list: { alias: 'l', type: 'boolean', describe: 'print the names of files that change' },
        diff: { alias: 'd', type: 'boolean', describe: 'print what changes' },
        fail: { type: 'boolean', describe: 'exit 2 where a file changes' },
        check: { type: 'boolean', describe: 'the same as `--list --fail`' },
        'v0-compatible': { type: 'boolean', describe: 'read and write Rego v0' },
        'v0-v1': {
          alias: 'rego-v1',
          type: 'boolean',
          describe: 'read Rego v0, write what both versions read, with `import rego.v1`',
        },
        'v1-compatible': {
          type: 'boolean',
          describe: 'with `--v0-v1`: read Rego v1 instead of v0',
        },
        'check-result': {
          type: 'boolean',
          default: true,
          describe: 'leave a file alone whose formatted text would not mean the same',
        },
        'drop-v0-imports': {
          type: 'boolean',
          describe: 'leave out imports that only Rego v0 needs',
        },
      }),
  handler: async (args, io) => {
    if (flag(args, 'v0-compatible') && flag(args, 'v0-v1')) {
      complain([fmtUsage('`--v0-compatible` and `--v0-v1` exclude each other')], io);
      return EXIT.missing;
    }
    let code: number = EXIT.pass;
    const worsen = (other: number) => {
      code = Math.max(code, other);
    };
    const given = texts(args, 'paths');
    for (const path of given.length > 0 ? given : ['-']) {
      const files = filesAt(path, io);
      if (files === undefined) {
        complain([pathMissing(path)], io);
        worsen(EXIT.missing);
      }
      for (const file of files ?? []) worsen(formatFile(file, args, io));
    }
    return code;
  },
};

/** A file to be formatted: `-` is standard input. */
interface Found {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function filesAt(path: string, io: Io): Found[] | undefined {
  if (path === '-') return [{ path, bytes: io.readInput() }];
  if (io.isFile(path)) return [{ path, bytes: io.read(path) ?? new Uint8Array() }];
  const tree = io.tree(path);
  return tree
    ?.list('')
    .filter(({ uri }) => uri.endsWith('.rego'))
    .map(({ uri }) => ({
      path: path === '.' ? uri : `${path.replace(/\/+$/, '')}/${uri}`,
      bytes: tree.read(uri) ?? new Uint8Array(),
    }));
}

function formatFile({ path, bytes }: Found, args: Arguments, io: Io): number {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    complain([notText(path)], io);
    return EXIT.failed;
  }
  const source: Source = { path: path === '-' ? 'stdin' : path, text };
  const isV0 = flag(args, 'v0-compatible') || (flag(args, 'v0-v1') && !flag(args, 'v1-compatible'));
  const { value, diagnostics } = format(source, {
    version: isV0 ? 0 : 1,
    toV1: flag(args, 'v0-v1'),
    checkResult: args['check-result'] !== false,
    dropV0Imports: flag(args, 'drop-v0-imports'),
  });
  complain(diagnostics, io);
  if (hasErrors(diagnostics)) return EXIT.failed;
  const changes = value !== text;
  const lists = flag(args, 'list') || flag(args, 'check');
  if (changes && lists) io.print(`${source.path}\n`);
  if (changes && flag(args, 'diff')) io.print(lineDiff(source.path, text, value));
  if (changes && flag(args, 'write') && path !== '-') io.write(path, value);
  const isQuiet = lists || ['diff', 'write', 'fail'].some((name) => flag(args, name));
  if (!isQuiet || (path === '-' && flag(args, 'write'))) io.print(value);
  return changes && (flag(args, 'fail') || flag(args, 'check')) ? EXIT.failed : EXIT.pass;
}
