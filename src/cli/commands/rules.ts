import { hasErrors } from '../../diagnostics/diagnostic.js';
import { columns } from '../columns.js';
import { type Command, text } from '../command.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import { complain, findPlace, LAYER_OPTIONS, loadLayers, mergeIfSound } from '../session.js';

/** Lists the rules of all layers with the values in force. */
export const rulesCommand: Command = {
  command: 'rules',
  describe: 'list the rules of all layers, with level, severity and needs',
  builder: (yargs) =>
    yargs.options(LAYER_OPTIONS).option('format', { choices: ['table', 'json'], default: 'table' }),
  handler: async (args, io) => {
    const { place, diagnostics: faults } = await findPlace(args, io, ['.']);
    if (place === undefined) {
      complain(faults, io);
      return EXIT.input;
    }
    const loaded = loadLayers(args, place, io);
    const { value: policy, diagnostics } = mergeIfSound(loaded);
    const all = diagnostics;
    complain(all, io);
    if (hasErrors(all)) return exitOfDiagnostics(all) ?? EXIT.configuration;
    const rows = policy.rules.map(({ rule, levels, severity, layer }) => ({
      id: rule.id,
      code: rule.code ?? '',
      level: levels.get('any')?.value ?? rule.level,
      severity: severity.value,
      layer,
      needs: rule.needs,
      aliases: rule.aliases,
      title: rule.title,
    }));
    io.print(
      text(args, 'format') === 'json'
        ? `${JSON.stringify(rows, null, 2)}\n`
        : columns(
            ['rule', 'code', 'level', 'severity', 'layer', 'title'],
            rows.map((row) => [row.id, row.code, row.level, row.severity, row.layer, row.title]),
          ),
    );
    return EXIT.pass;
  },
};
