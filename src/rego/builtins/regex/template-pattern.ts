/** Templates such as `urn:foo:{.*}`: the text between delimiters is a pattern, the rest is literal. */
import { RE2JS } from 're2js';
import { BuiltinError } from '../declaration.js';

/** The pattern that a template stands for, anchored at both ends. */
export function templatePattern(template: string, open: string, close: string): string {
  if ([...open].length !== 1)
    throw new BuiltinError(
      'builtin',
      `start delimiter has to be exactly one character long but is ${[...open].length} long`,
    );
  if ([...close].length !== 1)
    throw new BuiltinError(
      'builtin',
      `end delimiter has to be exactly one character long but is ${[...close].length} long`,
    );
  let pattern = '^';
  let depth = 0;
  let from = 0;
  for (let at = 0; at < template.length; at++) {
    const character = template[at];
    if (character === open) {
      if (depth++ === 0) {
        pattern += RE2JS.quote(template.slice(from, at));
        from = at + 1;
      }
    } else if (character === close) {
      if (depth === 0) throw unbalanced(template);
      if (--depth === 0) {
        pattern += `(${template.slice(from, at)})`;
        from = at + 1;
      }
    }
  }
  if (depth !== 0) throw unbalanced(template);
  return `${pattern}${RE2JS.quote(template.slice(from))}$`;
}

function unbalanced(template: string): BuiltinError {
  return new BuiltinError(
    'builtin',
    `error parsing pattern: unbalanced braces in ${JSON.stringify(template)}`,
  );
}
