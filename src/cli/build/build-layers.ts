import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import { compileRules } from '../../engine/compile-rules.js';
import { ENTRYPOINT } from '../../engine/entry-module.js';
import { compileLayer, sharedModules } from '../../engine/layer-module.js';
import type { Arguments } from '../command.js';
import type { Io } from '../io.js';
import { loadLayers, mergeIfSound, type Place } from '../session.js';
import type { BuildResult, Built } from './built.js';

/** Compiles the rule code of each layer into a module of its own. */
export function buildLayers(args: Arguments, place: Place, io: Io): BuildResult {
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
    const data = new TextEncoder().encode(`${JSON.stringify(layer.data)}\n`);
    return [
      {
        name: layer.root,
        output: { ending: 'wasm', content: wasm },
        bundle: { data, files: [], module: { wasm, entrypoints: [ENTRYPOINT] } },
      },
    ];
  });
  return { built, diagnostics: all };
}
