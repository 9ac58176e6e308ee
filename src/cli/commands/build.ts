import { createHash } from 'node:crypto';
import { writeBundle } from '../../bundles/write-bundle.js';
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import { compileRules } from '../../engine/compile-rules.js';
import { ENTRYPOINT } from '../../engine/entry-module.js';
import { compileLayer, sharedModules } from '../../engine/layer-module.js';
import type { Json } from '../../model/json.js';
import { compile } from '../../rego/compile.js';
import { type Arguments, type Command, flag, text, texts } from '../command.js';
import { noRego } from '../errors.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import type { Io } from '../io.js';
import {
  complain,
  findPlace,
  LAYER_OPTIONS,
  loadLayers,
  mergeIfSound,
  type Place,
} from '../session.js';

/** One module that was compiled, before it is written. */
interface Built {
  readonly name: string;
  readonly wasm: Uint8Array;
  readonly data: Json;
  readonly entrypoints: readonly string[];
}

/** Compiles the layers' rule code, or plain Rego files, into WebAssembly modules. */
export const buildCommand: Command = {
  command: 'build [paths..]',
  describe: 'compile rule code into WebAssembly modules, one per layer',
  builder: (yargs) =>
    yargs
      .positional('paths', {
        describe: 'the judged folder; with --entrypoint, Rego files or folders',
        type: 'string',
        array: true,
      })
      .options(LAYER_OPTIONS)
      .option('entrypoint', {
        alias: 'e',
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'build plain Rego files with these entrypoints, such as `app/authz/allow`',
      })
      .option('output', { alias: 'o', type: 'string', default: 'build', describe: 'a folder' })
      .option('bundle', { type: 'boolean', describe: 'write bundles (.tar.gz) as well' }),
  handler: async (args, io) => {
    const { place, diagnostics: faults } = await findPlace(args, io);
    if (place === undefined) {
      complain(faults, io);
      return EXIT.input;
    }
    const entrypoints = texts(args, 'entrypoint');
    const { built, diagnostics } =
      entrypoints.length > 0 ? buildFiles(entrypoints, place) : buildLayers(args, place, io);
    if (complain(diagnostics, io)) return exitOfDiagnostics(diagnostics) ?? EXIT.policy;
    const folder = text(args, 'output') ?? 'build';
    for (const { name, wasm, data, entrypoints: names } of built) {
      const digest = `sha256:${createHash('sha256').update(wasm).digest('hex')}`;
      io.write(`${folder}/${name}.wasm`, wasm);
      io.print(`${folder}/${name}.wasm  ${wasm.length} bytes  ${digest}\n`);
      if (!flag(args, 'bundle')) continue;
      const bundle = writeBundle({ wasm, data, entrypoints: names, revision: digest });
      io.write(`${folder}/${name}.tar.gz`, bundle);
      io.print(`${folder}/${name}.tar.gz  ${bundle.length} bytes\n`);
    }
    return EXIT.pass;
  },
};

interface BuildResult {
  readonly built: readonly Built[];
  readonly diagnostics: readonly Diagnostic[];
}

function buildLayers(args: Arguments, place: Place, io: Io): BuildResult {
  const loaded = loadLayers(args, place, io);
  const { diagnostics } = mergeIfSound(loaded);
  if (hasErrors(diagnostics)) return { built: [], diagnostics };
  const shared = sharedModules(loaded.stack.map(({ layer }) => layer));
  const all: Diagnostic[] = [...diagnostics];
  const built = loaded.stack.flatMap(({ layer, rules }): Built[] => {
    const compiled = compileLayer(layer, rules, shared, compileRules);
    all.push(...compiled.diagnostics);
    const { wasm } = compiled;
    if (wasm === undefined) return [];
    return [{ name: layer.root, wasm, data: layer.data, entrypoints: [ENTRYPOINT] }];
  });
  return { built, diagnostics: all };
}

function buildFiles(entrypoints: readonly string[], { tree, named }: Place): BuildResult {
  const sources = tree
    .list('')
    .map(({ uri }) => uri)
    .filter((uri) => uri.endsWith('.rego') && !uri.endsWith('_test.rego'))
    .filter((uri) =>
      named.some((path) => path === '' || uri === path || uri.startsWith(`${path}/`)),
    )
    .map((path): Source => ({ path, text: new TextDecoder().decode(tree.read(path)) }));
  if (sources.length === 0) return { built: [], diagnostics: [noRego(named.join(', ') || '.')] };
  const { wasm, diagnostics } = compile(sources, entrypoints);
  const built = wasm ? [{ name: 'policy', wasm, data: {}, entrypoints }] : [];
  return { built, diagnostics };
}
