/** Conformance cases: JSON and YAML files in OPA's format, `{"cases": […]}`, in folders. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { globSync } from 'glob';
import { parse } from 'yaml';
import { parseJsonValue, toValue } from '../../src/rego/builtins/json-value.js';
import { field } from '../../src/rego/builtins/operands.js';
import { RegoObject, type Value } from '../../src/rego/builtins/value.js';

export interface Case {
  readonly category: string;
  readonly note: string;
  readonly version: 0 | 1;
  readonly query: string;
  readonly modules: readonly string[];
  readonly data?: Value;
  readonly input?: Value;
  /** The input in Rego's syntax. */
  readonly inputTerm?: string;
  readonly wantResult?: readonly Value[];
  readonly wantError?: string;
  readonly wantErrorCode?: string;
  readonly strictError: boolean;
  readonly sortBindings: boolean;
  /** OPA's plan of the case, and what it gives: the back end alone is run. */
  readonly plan?: { readonly json: unknown; readonly wanted?: readonly Value[] };
}

/** All cases of a folder. Files below a folder `v0` are read as v0. */
export function casesIn(folder: string): Case[] {
  const files = globSync('**/*.{json,yaml,yml}', { cwd: folder, posix: true }).sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const content = file.endsWith('.json')
      ? parseJsonValue(text)
      : toValue(parse(text, { intAsBigInt: true, maxAliasCount: -1 }));
    const list = content instanceof RegoObject ? field(content, 'cases') : undefined;
    if (!Array.isArray(list)) return [];
    const path = file.split('/');
    const category = path.length > 1 ? (path.at(-2) ?? '') : basename(file).replace(/\.\w+$/, '');
    const version = path.includes('v0') ? 0 : 1;
    return (list as RegoObject[]).map((item) => caseOf(item, category, version));
  });
}

/**
 * The plans that OPA made of cases, one JSON line each with `category`, `note`, `plan` and `want_plan_result`; the rest is in the
 * case of the same note.
 */
export function plansIn(file: string, cases: readonly Case[]): Case[] {
  const named = new Map<string, Case[]>();
  for (const item of cases) {
    const key = `${item.category}|${item.note}`;
    named.set(key, [...(named.get(key) ?? []), item]);
  }
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const { category, note, plan: json } = JSON.parse(line) as Record<string, unknown>;
    const item = named.get(`${String(category)}|${String(note)}`)?.shift();
    const wanted = field(parseJsonValue(line) as RegoObject, 'want_plan_result');
    const plan = { json, ...(Array.isArray(wanted) && { wanted }) };
    return item === undefined
      ? []
      : [{ ...item, category: 'plans', note: `plans: ${item.note}`, plan }];
  });
}

function caseOf(item: RegoObject, category: string, version: 0 | 1): Case {
  const text = (key: string): string | undefined => {
    const value = field(item, key);
    return typeof value === 'string' ? value : undefined;
  };
  const data = field(item, 'data');
  const input = field(item, 'input');
  const inputTerm = text('input_term');
  const wantResult = field(item, 'want_result');
  const wantError = text('want_error');
  const wantErrorCode = text('want_error_code');
  return {
    category,
    version,
    note: text('note') ?? '',
    query: text('query') ?? '',
    modules: (field(item, 'modules') as readonly string[] | null | undefined) ?? [],
    strictError: field(item, 'strict_error') === true,
    sortBindings: field(item, 'sort_bindings') === true,
    ...(data !== undefined && data !== null && { data }),
    ...(input !== undefined && input !== null && { input }),
    ...(inputTerm !== undefined && { inputTerm }),
    ...(Array.isArray(wantResult) && { wantResult }),
    ...(wantError !== undefined && { wantError }),
    ...(wantErrorCode !== undefined && { wantErrorCode }),
  };
}
