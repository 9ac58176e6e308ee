import type { TextLocation } from '../../model/location.js';
import { expand, type Variables } from './lex.js';
import type { Mount } from './types.js';

const TYPES = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);

/** Other names of the same field. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['src', 'source'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['ro', 'readonly'],
]);

const TEXTS = ['source', 'target', 'from', 'id', 'env', 'sharing', 'mode', 'uid', 'gid', 'size'];

/** A `--mount` read, with what BuildKit would refuse about it. */
export interface ReadMount {
  readonly mount: Mount;
  readonly unresolved: readonly string[];
  readonly faults: readonly string[];
}

/** Reads the value of a `--mount` flag. */
export function readMount(
  raw: string,
  loc: TextLocation,
  variables: Variables,
  escape: string,
): ReadMount {
  const fields = new Map<string, string>();
  const flags = new Map<string, boolean>();
  const faults: string[] = [];
  const unresolved: string[] = [];
  let type = 'bind';
  for (const part of splitCsv(raw)) {
    const [written = '', value] = part.split(/=([\s\S]*)/);
    const lower = written.trim().toLowerCase();
    const key = ALIASES.get(lower) ?? lower;
    if (key === 'readonly' || key === 'required' || key === 'rw' || key === 'readwrite') {
      const isTrue = value === undefined || /^(1|t|true)$/i.test(value);
      if (key === 'readonly' || key === 'required') flags.set(key, isTrue);
      else flags.set('readonly', !isTrue);
    } else if (value === undefined) faults.push(`mount option \`${written}\` needs a value`);
    else if (key === 'type') {
      type = value.toLowerCase();
      if (!TYPES.has(type)) faults.push(`there is no mount type \`${value}\``);
    } else if (TEXTS.includes(key)) {
      // Variables are refused in `from`: the graph of stages must not depend on them.
      const expanded = key === 'from' ? undefined : expand(value, variables, escape);
      unresolved.push(...(expanded?.unresolved ?? []));
      fields.set(key, expanded?.text ?? value);
    } else faults.push(`there is no mount option \`${written}\``);
  }
  if (type === 'secret') fillSecret(fields);
  const known = TYPES.has(type) ? type : 'bind';
  return {
    mount: { type: known, raw, loc, ...Object.fromEntries([...fields, ...flags]) },
    unresolved,
    faults,
  };
}

/** The name of a secret and the file that it appears as follow from each other. */
function fillSecret(fields: Map<string, string>): void {
  const target = fields.get('target');
  const id = fields.get('id') ?? fields.get('source') ?? target?.slice(target.lastIndexOf('/') + 1);
  if (id === undefined) return;
  fields.set('id', id);
  if (target === undefined && !fields.has('env')) fields.set('target', `/run/secrets/${id}`);
}

/** One line of comma-separated values, where quotes protect commas and stand for themselves when doubled. */
function splitCsv(line: string): string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] as string;
    if (isQuoted && letter === '"' && line[at + 1] === '"') part += line[++at];
    else if (isQuoted && letter === '"') isQuoted = false;
    else if (!isQuoted && letter === '"' && part === '') isQuoted = true;
    else if (!isQuoted && letter === ',') {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}
