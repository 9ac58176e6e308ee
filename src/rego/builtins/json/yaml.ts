/** YAML as the Go library that OPA uses reads it. */
import { type Document, parseAllDocuments } from 'yaml';
import { BuiltinError } from '../declaration.js';
import { toValue } from '../json-value.js';
import type { Value } from '../value.js';

/** YAML 1.1's booleans; dates stay text. */
const OPTIONS = {
  version: '1.1',
  merge: true,
  intAsBigInt: true,
  // Of equal keys the last one counts.
  uniqueKeys: false,
  logLevel: 'silent',
  customTags: (tags) =>
    tags.filter((tag) => typeof tag === 'string' || !tag.tag.endsWith(':timestamp')),
} as const satisfies Parameters<typeof parseAllDocuments>[1];

function isControl(character: string): boolean {
  return (character < ' ' && !'\t\n\r'.includes(character)) || character === '\u007f';
}

/** The first document of several. */
export function parseYaml(text: string): Value {
  if ([...text].some(isControl)) {
    throw new BuiltinError('builtin', 'yaml: control characters are not allowed');
  }
  const documents = parseAllDocuments(text, OPTIONS);
  // Without a document the list itself tells the faults.
  const { errors, warnings } = 'empty' in documents ? documents : (documents[0] as Document);
  if ([...warnings, ...errors].some(({ message }) => /directive/i.test(message))) {
    throw new BuiltinError('builtin', 'yaml: found unknown directive name');
  }
  const [fault] = errors;
  if (fault !== undefined) {
    const line = fault.linePos?.[0].line ?? 1;
    const expected = /flow/i.test(fault.message)
      ? "did not find expected ',' or ']'"
      : fault.message.split('\n')[0];
    throw new BuiltinError('builtin', `yaml: line ${line}: ${expected}`);
  }
  const data: unknown = 'empty' in documents ? null : documents[0]?.toJS();
  refuseInfinite(data);
  return toValue(data);
}

function refuseInfinite(data: unknown): void {
  if (typeof data === 'number' && !Number.isFinite(data)) {
    const name = Number.isNaN(data) ? 'NaN' : data > 0 ? '+Inf' : '-Inf';
    throw new BuiltinError('builtin', `json: unsupported value: ${name}`);
  }
  if (typeof data === 'object' && data !== null) Object.values(data).forEach(refuseInfinite);
}
