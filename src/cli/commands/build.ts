import { createHash } from 'node:crypto';
import { writeBundle } from '../../bundles/write-bundle.js';
import { buildFiles, TARGETS } from '../build/build-files.js';
import { buildLayers } from '../build/build-layers.js';
import type { Built } from '../build/built.js';
import { CAPABILITIES_OPTION } from '../capabilities-option.js';
import { type Arguments, type Command, flag, text } from '../command.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import type { Io } from '../io.js';
import { REGO_FILE_OPTIONS } from '../rego-options.js';
import { complain, findPlace, LAYER_OPTIONS } from '../session.js';

/** Options that say that plain Rego is built, and how. */
const FILE_OPTIONS = {
  target: {
    alias: 't',
    choices: TARGETS,
    describe: 'build plain Rego into a module (wasm), a plan of OPA, or only pack it (rego)',
  },
  entrypoint: {
    alias: 'e',
    type: 'string',
    array: true,
    nargs: 1,
    describe:
      'build plain Rego with these entrypoints, such as `app/authz/allow`, beside those of metadata',
  },
  ...REGO_FILE_OPTIONS,
  ...CAPABILITIES_OPTION,
} as const;

/** Compiles the layers' rule code, or plain Rego files. */
export const buildCommand: Command = {
  command: 'build [paths..]',
  describe: 'compile rule code into WebAssembly modules, one per layer, or plain Rego',
  builder: (yargs) =>
    yargs
      .positional('paths', {
        describe: 'the judged folder; of plain Rego, files and folders of Rego and data',
        type: 'string',
        array: true,
      })
      .options(LAYER_OPTIONS)
      .option('output', {
        alias: 'o',
        type: 'string',
        default: 'build',
        describe: 'a folder; a name that ends with `.tar.gz` is the bundle alone',
      })
      .option('bundle', { type: 'boolean', describe: 'write bundles (.tar.gz) as well' })
      .option('revision', {
        alias: 'r',
        type: 'string',
        describe: 'the revision that bundles show; the digest of the module where not given',
      })
      .options(FILE_OPTIONS)
      .group(Object.keys(FILE_OPTIONS), 'Plain Rego:'),
  handler: async (args, io) => {
    const isPlain = args['entrypoint'] !== undefined || args['target'] !== undefined;
    let result: ReturnType<typeof buildFiles>;
    if (isPlain) result = buildFiles(args, io);
    else {
      const { place, diagnostics } = await findPlace(args, io);
      if (place === undefined) {
        complain(diagnostics, io);
        return EXIT.input;
      }
      result = buildLayers(args, place, io);
    }
    const { built, diagnostics } = result;
    if (complain(diagnostics, io)) return exitOfDiagnostics(diagnostics) ?? EXIT.policy;
    for (const one of built) write(one, built.length, args, io);
    return EXIT.pass;
  },
};

function write({ name, output, bundle }: Built, count: number, args: Arguments, io: Io): void {
  const target = text(args, 'output') ?? 'build';
  const isFile = target.endsWith('.tar.gz');
  const content = output?.content ?? bundle.data;
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  if (output !== undefined && !isFile) {
    const path = `${target}/${name}.${output.ending}`;
    io.write(path, output.content);
    io.print(`${path}  ${output.content.length} bytes  ${digest}\n`);
  }
  if (output !== undefined && !isFile && !flag(args, 'bundle')) return;
  const packed = writeBundle({ ...bundle, revision: text(args, 'revision') ?? digest });
  // Several layers cannot be one bundle: each is named after its layer beside the file that was asked for.
  const single = count === 1 ? target : target.replace(/\.tar\.gz$/, `-${name}.tar.gz`);
  const path = isFile ? single : `${target}/${name}.tar.gz`;
  io.write(path, packed);
  io.print(`${path}  ${packed.length} bytes\n`);
}
