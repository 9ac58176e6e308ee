/** Templates such as `urn:foo:{.*}`: the text between delimiters is a pattern, the rest is literal. */
import { RE2JS } from 're2js';
import { BuiltinError } from '../declaration.js';
import { quoted } from '../strings/quoted.js';
import { compilePattern } from './patterns.js';

const size = (text: string): number => new TextEncoder().encode(text).length;

/** The pattern that a template stands for, anchored at both ends. Delimiters are single bytes: Go counts in bytes. */
export function templatePattern(template: string, open: string, close: string): string {
  for (const [place, delimiter] of [
    ['start', open],
    ['end', close],
  ] as const) {
    if (size(delimiter) === 1) continue;
    throw new BuiltinError(
      'builtin',
      // OPA tells the length of the first delimiter for both.
      `${place} delimiter has to be exactly one character long but is ${size(open)} long`,
    );
  }
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
        const part = template.slice(from, at);
        // Looked at by itself, so that no part opens what another closes.
        compilePattern(`^${part}$`);
        pattern += `(${part})`;
        from = at + 1;
      }
    }
  }
  if (depth !== 0) throw unbalanced(template);
  return `${pattern}${RE2JS.quote(template.slice(from))}$`;
}

function unbalanced(template: string): BuiltinError {
  return new BuiltinError('builtin', `unbalanced braces in ${quoted(template)}`);
}
