import { hasErrors } from '../../diagnostics/diagnostic.js';
import { subjectFiles } from '../../layers/subject-files.js';
import type { Origin } from '../../model/finding.js';
import type { Decided, EffectiveRule } from '../../model/policy.js';
import { columns } from '../columns.js';
import { type Command, text } from '../command.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import { complain, findPlace, LAYER_OPTIONS, loadLayers, mergeIfSound } from '../session.js';

/** One value in force, as `config --print` shows it. */
interface Row {
  readonly rule: string;
  readonly field: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/** Shows every value in force with who decided it. */
export const configCommand: Command = {
  command: 'config [paths..]',
  describe: 'check the settings of all layers; with --print, show every value with its origin',
  builder: (yargs) =>
    yargs
      .positional('paths', { describe: 'the judged folder', type: 'string', array: true })
      .options(LAYER_OPTIONS)
      .option('print', { type: 'boolean', describe: 'print the values in force' })
      .option('format', { choices: ['table', 'json'], default: 'table' }),
  handler: async (args, io) => {
    const { place, diagnostics: faults } = await findPlace(args, io);
    if (place === undefined) {
      complain(faults, io);
      return EXIT.input;
    }
    const loaded = loadLayers(args, place, io);
    const stack = loaded.stack.filter(({ layer }) => layer.folder === '');
    const { value: policy, diagnostics } = mergeIfSound(loaded, stack);
    const all = diagnostics;
    complain(all, io);
    if (hasErrors(all)) return exitOfDiagnostics(all) ?? EXIT.configuration;
    const conflicts = [...policy.conflicts, ...subjectFiles(stack).conflicts];
    for (const { rule, field, asked, reason, decidedBy } of conflicts) {
      const decided = decidedBy.file ? `${decidedBy.file}:${decidedBy.line}` : decidedBy.layer;
      io.complain(
        `${asked.file}:${asked.line}:${asked.column}: conflict: ${rule} ${field}: ${reason}; decided by ${decided}\n`,
      );
    }
    if (args['print'] === true) {
      const rows = policy.rules.flatMap(rowsOf);
      io.print(
        text(args, 'format') === 'json'
          ? `${JSON.stringify(rows, null, 2)}\n`
          : columns(['rule', 'field', 'value', 'decided by'], rows.map(cells)),
      );
    }
    return conflicts.length > 0 ? EXIT.configuration : EXIT.pass;
  },
};

/** Every value in force for one rule. */
export function rowsOf(effective: EffectiveRule): Row[] {
  const { rule, levels, severity, lock, onUnknown, scope, params } = effective;
  const row = (field: string, { value, origin }: Decided<unknown>): Row => ({
    rule: rule.id,
    field,
    value,
    origin,
  });
  const plain = levels.get('any');
  const rows = plain ? [row('level', plain)] : [];
  for (const [gate, level] of levels) {
    if (gate !== 'any' && level.value !== plain?.value) rows.push(row(`level at ${gate}`, level));
  }
  rows.push(row('severity', severity), row('lock', lock), row('onUnknown', onUnknown));
  if (Object.keys(scope.value).length > 0) rows.push(row('scope', scope));
  for (const [field, date] of [
    ['warn_from', effective.warnFrom],
    ['effective_on', effective.effectiveOn],
    ['sunset', effective.sunset],
  ] as const) {
    if (date) rows.push(row(field, date));
  }
  return [...rows, ...[...params].map(([name, value]) => row(`params.${name}`, value))];
}

/** A longer value would push its origin off the screen; `--format json` has all of it. */
const WIDEST_VALUE = 64;

/** The cells of a row: rule, field, value, origin. */
export function cells({ rule, field, value, origin }: Row): string[] {
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = whole.length > WIDEST_VALUE ? `${whole.slice(0, WIDEST_VALUE - 1)}…` : whole;
  return [rule, field, shown, originText(origin)];
}

function originText({ layer, file, line }: Origin): string {
  return file === undefined ? layer : `${layer} ${file}:${line}`;
}
