import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { lineStarts, positionAt } from '../../../diagnostics/source.js';
import { parseModule } from '../../syntax/parse.js';
import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { toValue } from '../json-value.js';
import { stringOperand } from '../operands.js';
import { moduleJson } from './module-json.js';

/** Metadata is not looked at, so what is wrong with it is no error here. */
const METADATA = 'rego/illegal-metadata';

/** A module's text as OPA's tree. */
export const parseModuleText: HostBuiltin = (args) => {
  const source = { path: stringOperand(args, 0), text: stringOperand(args, 1) };
  const { value, diagnostics } = parseModule(source, { stopAtFirst: true });
  const errors = diagnostics.filter(({ code }) => code !== METADATA);
  if (errors.length > 0) throw new BuiltinError('builtin', errorText(errors));
  return toValue(moduleJson(value));
};

/** In OPA's form: the place, the message, and the line with a mark under it. */
function errorText(errors: readonly Diagnostic[]): string {
  const [first] = errors;
  const texts = errors.map(oneError);
  if (first?.code === 'rego/empty-module') {
    return `${first.span?.source.path ?? ''}:0: rego_parse_error: empty module`;
  }
  return errors.length === 1
    ? `1 error occurred: ${texts[0]}`
    : `${errors.length} errors occurred:\n${texts.join('\n')}`;
}

function oneError({ span, message }: Diagnostic): string {
  if (span === undefined) return `rego_parse_error: ${message}`;
  const { source, start } = span;
  const { line, column } = positionAt(source, start);
  const head = `${source.path}:${line}: rego_parse_error: ${message}`;
  if (!/^(?:unexpected|illegal|non-terminated)/.test(message)) return head;
  const text = source.text.slice(lineStarts(source)[line - 1]).split('\n', 1)[0] ?? '';
  const indent = text.length - text.trimStart().length;
  const mark = ' '.repeat(Math.max(0, Math.min(column, text.length) - 1 - indent));
  return `${head}\n\t${text.trim()}\n\t${mark}^`;
}
