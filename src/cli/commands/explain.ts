import { hasErrors } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/suggest.js';
import { indexRules } from '../../layers/rule-index.js';
import { stackFor } from '../../layers/subject-files.js';
import { columns } from '../columns.js';
import { type Command, text } from '../command.js';
import { unknownRuleName } from '../errors.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import { complain, findPlace, LAYER_OPTIONS, loadLayers, mergeIfSound } from '../session.js';
import { cells, rowsOf } from './config.js';

/** Tells what a rule is about, and which layer decided what about it and why. */
export const explainCommand: Command = {
  command: 'explain <rule>',
  describe: 'tell what a rule is about, and which layer decided what',
  builder: (yargs) =>
    yargs
      .positional('rule', { describe: 'id, code or alias', type: 'string', demandOption: true })
      .options(LAYER_OPTIONS)
      .option('path', { type: 'string', describe: 'a judged file, for nested settings' }),
  handler: async (args, io) => {
    const { place, diagnostics: faults } = await findPlace(args, io, ['.']);
    if (place === undefined) {
      complain(faults, io);
      return EXIT.input;
    }
    const loaded = loadLayers(args, place, io);
    const stack = stackFor(loaded.stack, [text(args, 'path') ?? '']);
    const { value: policy, diagnostics } = mergeIfSound(loaded, stack);
    const all = diagnostics;
    if (complain(all, io) || hasErrors(all)) {
      return exitOfDiagnostics(all) ?? EXIT.configuration;
    }
    const index = indexRules(
      stack.flatMap(({ rules, layer }) => rules.map((rule) => ({ rule, root: layer.root }))),
    );
    const name = text(args, 'rule') ?? '';
    const found = index.find(name);
    const effective =
      found.kind === 'rule' && policy.rules.find(({ rule }) => rule.id === found.rule.id);
    if (!effective) {
      const hint =
        found.kind === 'ambiguous'
          ? `it may be ${found.candidates.join(' or ')}`
          : didYouMean(name, index.names);
      complain([unknownRuleName(name, hint)], io);
      return EXIT.configuration;
    }
    const { rule } = effective;
    const facts = [
      `${rule.id}${rule.code ? ` (${rule.code})` : ''}: ${rule.title}`,
      rule.description,
      ...(rule.rationale ? [`why: ${rule.rationale}`] : []),
      ...(rule.remediation ? [`way out: ${rule.remediation}`] : []),
      ...(rule.needs.length > 0 ? [`needs: ${rule.needs.join(', ')}`] : []),
      ...(rule.aliases.length > 0 ? [`also known as: ${rule.aliases.join(', ')}`] : []),
      ...[...rule.checks].map(([check, { aliases }]) =>
        [`check ${check}`, ...(aliases.length > 0 ? [aliases.join(', ')] : [])].join(': '),
      ),
    ].filter((line) => line !== '');
    const rows = rowsOf(effective).map((row) => cells(row).slice(1));
    io.print(`${facts.join('\n')}\n\n${columns(['field', 'value', 'decided by'], rows)}`);
    for (const { rule: id, field, asked, reason } of policy.conflicts) {
      if (id !== rule.id) continue;
      io.print(
        `\nrejected: ${field} ${JSON.stringify(asked.value)} of ${asked.layer} (${asked.file}:${asked.line}): ${reason}\n`,
      );
    }
    return EXIT.pass;
  },
};
