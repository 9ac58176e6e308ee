import { define } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/source.js';

export const unreadable = define('input/data', (span: Span, format: string, reason: string) => ({
  span,
  message: `not readable as ${format}: ${reason}`,
}));

export const nestedTooDeep = define('input/nesting', (span: Span, deepest: number) => ({
  span,
  message: `nested more than ${deepest} deep`,
  hint: '`--max-nesting` allows more',
}));

export const notText = define('input/encoding', (path: string) => ({
  path,
  message: 'it is not valid UTF-8',
}));

export const notAnObject = define('input/data-root', (path: string) => ({
  path,
  message: 'data at the root is an object',
  hint: 'place it below a path, as in `--data name:file`, or leave it out with `--ignore`',
}));

export const dataConflict = define('input/data-conflict', (path: string, at: string) => ({
  path,
  message: `another file has a value at \`${at}\` as well`,
  hint: 'leave one of them out with `--ignore`, or place one below a path of its own, as in `--data name:file`',
}));

export const ruleConflict = define('rego/data-conflict', (span: Span, at: string) => ({
  span,
  message: `conflicting rule for data path ${at} found`,
  hint: 'data and rules cannot both define it: rename the rule, or move the data',
  opa: 'rego_compile_error',
}));

export const badBundle = define('input/bundle', (path: string, reason: string) => ({
  path,
  message: `not readable as a bundle: ${reason}`,
}));

export const outsideRoots = define(
  'input/bundle-roots',
  (path: string, what: string, roots: readonly string[]) => ({
    path,
    message: `${what} is outside of the bundle's roots: ${roots.map((root) => `\`${root}\``).join(', ')}`,
    hint: 'add a root to its `.manifest`, or move it',
  }),
);
