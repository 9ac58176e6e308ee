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
  ['rw', 'readwrite'],
]);

const FLAGS = new Set(['readonly', 'readwrite', 'required']);

const TEXTS = new Set([
  ...['type', 'source', 'target', 'from', 'id', 'env'],
  ...['sharing', 'mode', 'uid', 'gid', 'size'],
]);

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
  const { parts, fault } = splitCsv(raw);
  const fields = new Map<string, string>();
  const flags = new Map<string, boolean>();
  const faults: string[] = fault === undefined ? [] : [fault];
  const unresolved = new Set<string>();
  for (const part of parts) {
    const [written = '', value] = part.split(/=([\s\S]*)/);
    const lower = written.toLowerCase();
    const key = ALIASES.get(lower) ?? lower;
    if (!FLAGS.has(key) && !TEXTS.has(key)) {
      faults.push(`there is no mount option \`${written}\``);
    } else if (value === undefined) {
      if (FLAGS.has(key)) setFlag(flags, key, true);
      else faults.push(`mount option \`${written}\` needs a value`);
    } else if (key === 'from') {
      // Variables are refused here: the graph of stages must not depend on them.
      if (/\$./.test(value)) faults.push('mount option `from` cannot hold variables');
      fields.set(key, value);
    } else {
      const expanded = expand(value, variables, escape);
      if (expanded.fault !== undefined) faults.push(expanded.fault);
      for (const name of expanded.unresolved) unresolved.add(name);
      if (TEXTS.has(key)) fields.set(key, expanded.text);
      else if (expanded.unresolved.length > 0) continue;
      else if (!IS_BOOLEAN.test(expanded.text)) {
        faults.push(`mount option \`${written}\` is either true or false`);
      } else setFlag(flags, key, /^[1t]/i.test(expanded.text));
    }
  }
  const type = typeOf(fields.get('type'), faults);
  if (fields.get('target') === '/' && type !== 'secret' && type !== 'ssh') {
    faults.push('nothing can be mounted at `/`');
  }
  faults.push(...misfits(type, fields, flags));
  fields.delete('type');
  if (type === 'secret') fillSecret(fields);
  const mount = { type, raw, loc, ...Object.fromEntries([...fields, ...flags]) };
  return { mount, unresolved: [...unresolved], faults };
}

/** Truth values as Go reads them. */
const IS_BOOLEAN = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function setFlag(flags: Map<string, boolean>, key: string, value: boolean): void {
  if (key === 'readwrite') flags.set('readonly', !value);
  else flags.set(key, value);
}

function typeOf(written: string | undefined, faults: string[]): string {
  const type = written?.toLowerCase() ?? 'bind';
  if (TYPES.has(type)) return type;
  if (!type.includes('$')) faults.push(`there is no mount type \`${written}\``);
  return 'bind';
}

/** Options that only some types have, and values that nothing understands. */
function misfits(
  type: string,
  fields: ReadonlyMap<string, string>,
  flags: ReadonlyMap<string, boolean>,
): string[] {
  const faults: string[] = [];
  const only = (key: string, ...types: readonly string[]) => {
    const isGiven = fields.has(key) || flags.has(key);
    if (isGiven && !types.includes(type)) faults.push(`a ${type} mount has no option \`${key}\``);
  };
  const matches = (key: string, pattern: RegExp) => {
    const value = fields.get(key) ?? '';
    if (fields.has(key) && !value.includes('$') && !pattern.test(value)) {
      faults.push(`mount option \`${key}\` cannot be \`${value}\``);
    }
  };
  only('required', 'secret', 'ssh');
  only('size', 'tmpfs');
  only('sharing', 'cache');
  for (const key of ['mode', 'uid', 'gid']) only(key, 'secret', 'ssh', 'cache');
  matches('sharing', /^(shared|private|locked)$/i);
  matches('mode', /^[0-7]+$/);
  matches('uid', /^\d+$/);
  matches('gid', /^\d+$/);
  if (type !== 'secret') return faults;
  const named = ['source', 'target', 'id'].filter((key) => fields.get(key));
  if (named.length === 0) faults.push('a secret mount needs an `id` or a `target`');
  if (named.includes('source') && named.includes('id')) {
    faults.push('a secret mount takes either `source` or `id`');
  }
  if (fields.get('from')) faults.push('a secret mount has no option `from`');
  return faults;
}

/** The name of a secret and the file that it appears as follow from each other. */
function fillSecret(fields: Map<string, string>): void {
  const target = fields.get('target');
  const id = fields.get('id') || fields.get('source') || (target && baseName(target));
  if (!id) return;
  fields.set('id', id);
  if (!target && !fields.has('env')) fields.set('target', `/run/secrets/${baseName(id)}`);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** One line of comma-separated values, where quotes protect commas and stand for themselves when doubled. */
function splitCsv(line: string): { parts: readonly string[]; fault?: string } {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const [whole = '', quoted] = FIELD.exec(line.slice(at)) ?? [];
    parts.push(quoted === undefined ? whole : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (at >= line.length) return { parts };
    if (line[at] !== ',') return { parts, fault: 'the quotes of the mount do not match' };
    at += 1;
  }
}

const FIELD = /^(?:"((?:[^"]|"")*)"|[^,"]*)/;
