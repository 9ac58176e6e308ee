import type { Source } from '../diagnostics/source.js';
import type { Rule } from '../model/rule.js';

/** The entrypoint of every layer's module. */
export const ENTRYPOINT = 'drydock/entry/results';

/**
 * The module that gathers the results of all rules of a layer by rule id. A rule that is not selected is not evaluated: the look-up in
 * `data.selected` stands before its sets.
 */
export function entryModule(rules: readonly Rule[]): Source {
  const lines = ['package drydock.entry', ''];
  for (const { id, package: path, sets } of rules) {
    const reference = path
      .split('.')
      .map((part, index) => (index === 0 ? part : `["${part}"]`))
      .join('');
    for (const set of sets) {
      lines.push(
        `results contains {"rule": ${JSON.stringify(id)}, "set": "${set}", "value": value} if {`,
        `\tdata.selected[${JSON.stringify(id)}]`,
        `\tsome value in data.${reference}["${set}"]`,
        '}',
        '',
      );
    }
  }
  return { path: 'drydock/entry.rego', text: lines.join('\n') };
}
