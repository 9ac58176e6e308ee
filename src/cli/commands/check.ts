import { compileRules } from '../../engine/compile-rules.js';
import { compileLayer, sharedModules } from '../../engine/layer-module.js';
import { loadExceptions } from '../../exceptions/load-exceptions.js';
import { rejectedLoosening } from '../../layers/errors.js';
import { subjectFiles } from '../../layers/subject-files.js';
import { asksRego, checkRego, REGO_OPTIONS } from '../check/check-rego.js';
import { columns } from '../columns.js';
import type { Command } from '../command.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import { loadOwnKinds } from '../own-kinds.js';
import { complain, findPlace, LAYER_OPTIONS, loadLayers, mergeIfSound } from '../session.js';

/** Checks all that a verdict would rest on, without judging anything. */
export const checkCommand: Command = {
  command: 'check [paths..]',
  describe:
    'check settings, locks, rule code and exceptions of all layers, or plain Rego; judge nothing',
  builder: (yargs) =>
    yargs
      .positional('paths', {
        describe: 'the judged folder; or Rego files, folders of plain Rego, bundles',
        type: 'string',
        array: true,
      })
      .options(LAYER_OPTIONS)
      .options(REGO_OPTIONS)
      .group(Object.keys(REGO_OPTIONS), 'Plain Rego (no layer is looked at):'),
  handler: async (args, io) => {
    const layered = Object.keys(LAYER_OPTIONS).some((name) => args[name] !== undefined);
    if (asksRego(args, layered, io)) return checkRego(args, io);
    const { place, diagnostics: faults } = await findPlace(args, io);
    if (place === undefined) {
      complain(faults, io);
      return EXIT.input;
    }
    const loaded = loadLayers(args, place, io);
    const { value: policy, diagnostics } = mergeIfSound(loaded);
    const shared = sharedModules(loaded.stack.map(({ layer }) => layer));
    const all = [...diagnostics];
    for (const { layer, rules } of loaded.stack) {
      all.push(...compileLayer(layer, rules, shared, compileRules).diagnostics);
      all.push(...loadExceptions(layer.exceptionFiles, layer.name).diagnostics);
    }
    all.push(...(await loadOwnKinds(loaded.stack)).diagnostics);
    const conflicts = [...policy.conflicts, ...subjectFiles(loaded.stack).conflicts];
    for (const { rule, field, reason, askedAt, decidedAt } of conflicts) {
      const place = { span: askedAt, ...(decidedAt && { related: decidedAt }) };
      all.push(rejectedLoosening(place, rule, field, reason));
    }
    if (complain(all, io)) return exitOfDiagnostics(all) ?? EXIT.configuration;
    const rows = loaded.stack.map(({ layer, rules }) => [
      layer.kind,
      layer.name,
      String(rules.length),
      layer.digest,
    ]);
    io.print(columns(['layer', 'name', 'rules', 'digest'], rows));
    return EXIT.pass;
  },
};
