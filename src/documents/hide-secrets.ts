import {
  findSecrets,
  isSecretName,
  maskSecrets,
  TOKENS,
  URL_PASSWORD,
} from '../diagnostics/mask-secrets.js';
import type { Document } from '../model/document.js';
import type { Verdict } from '../model/verdict.js';
import { isObject } from './json/fields.js';

/** What stands for a secret. */
const HIDDEN = '<masked>';

/** A value with its name: documents repeat it in raw texts, words and effective settings. */
export interface NamedSecret {
  readonly name: string;
  readonly value: string;
}

/** The values that documents give to names of secrets; variables and empty values are none. */
function namedSecrets(value: unknown, found: NamedSecret[] = []): readonly NamedSecret[] {
  if (Array.isArray(value)) for (const one of value) namedSecrets(one, found);
  else if (isObject(value)) {
    const name = value['k'] ?? value['name'];
    for (const key of ['v', 'value', 'expanded']) note(name, value[key], found);
    for (const [key, one] of Object.entries(value)) {
      note(key, one, found);
      namedSecrets(one, found);
    }
  }
  return found;
}

function note(name: unknown, value: unknown, found: NamedSecret[]): void {
  if (typeof name !== 'string' || typeof value !== 'string' || value === '') return;
  if (isSecretName(name) && !/^\$|^(true|false)$|^</.test(value)) found.push({ name, value });
}

/** Larger texts are lists of packages and findings, and no place for secrets. */
const LARGEST_TEXT = 2_000_000;

/** All secrets of documents: values of their fields, and what stands in their texts. */
export function secretsOf(documents: readonly Document[]): readonly NamedSecret[] {
  const named = namedSecrets(documents.map(({ value }) => value));
  const written = documents.flatMap(({ kind, source }) =>
    source === undefined || SPEAKING.has(kind) || source.text.length > LARGEST_TEXT
      ? []
      : findSecrets(source.text).map((value) => ({ name: '', value })),
  );
  return [...named, ...written];
}

/** Kinds whose texts hold keys and digests that are public. */
const SPEAKING: ReadonlySet<string> = new Set(['sbom', 'scan', 'signature', 'attestation', 'vex']);

/** A copy for people: secrets are replaced wherever they stand. Rules see the documents themselves. */
export function hideSecrets(value: unknown, secrets: readonly NamedSecret[]): unknown {
  return hide(value, longestFirst(secrets));
}

function longestFirst(secrets: readonly NamedSecret[]): readonly NamedSecret[] {
  const single = new Map(secrets.map((one) => [`${one.name}=${one.value}`, one]));
  return [...single.values()].sort((a, b) => b.value.length - a.value.length);
}

/** A verdict for people and other programs: messages and evidence may quote what they are about. */
export function hideInVerdict(verdict: Verdict, secrets: readonly NamedSecret[]): Verdict {
  const known = longestFirst(secrets.filter(isTelling));
  const shown = <T>(value: T): T => hide(value, known) as T;
  return {
    ...verdict,
    // Keys, digests and places are no texts of the files.
    findings: verdict.findings.map((finding) => ({
      ...finding,
      message: shown(finding.message),
      ...(finding.term !== undefined && { term: shown(finding.term) }),
      ...(finding.evidence !== undefined && { evidence: shown(finding.evidence) }),
      ...(finding.fix !== undefined && { fix: shown(finding.fix) }),
    })),
    rules: verdict.rules.map((rule) =>
      rule.reason === undefined ? rule : { ...rule, reason: shown(rule.reason) },
    ),
    problems: verdict.problems.map((problem) => ({ ...problem, message: shown(problem.message) })),
  };
}

/** A line of a file without its secrets, as long as before. */
export function hideInLine(line: string, secrets: readonly NamedSecret[]): string {
  return maskSecrets(hideKnown(line, secrets));
}

/** A text without secrets that are known from elsewhere, as long as before. */
export function hideKnown(text: string, secrets: readonly NamedSecret[]): string {
  return longestFirst(secrets.filter(isTelling)).reduce(
    (shown, { value }) => shown.replaceAll(value, value.replace(/\S/g, '*')),
    text,
  );
}

/** Whether a value is nothing but a secret: `postgres` and `changeme` are words that stand elsewhere as well. */
function isTelling({ value }: NamedSecret): boolean {
  return value.length >= 12 || (value.length >= 6 && /[^a-z]/.test(value));
}

function hide(value: unknown, secrets: readonly NamedSecret[]): unknown {
  if (typeof value === 'string') return hideText(value, secrets);
  if (Array.isArray(value)) return value.map((one) => hide(one, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hide(one, secrets)]));
}

/** Shorter values stand in too many texts by chance: they are replaced behind their names alone. */
const SHORTEST = 4;

function hideText(text: string, secrets: readonly NamedSecret[]): string {
  let shown = text;
  for (const { name, value } of secrets) {
    if (shown === value) return HIDDEN;
    if (value.length >= SHORTEST) shown = shown.replaceAll(value, HIDDEN);
    else if (name !== '') shown = shown.replaceAll(`${name}=${value}`, `${name}=${HIDDEN}`);
  }
  return shown.replace(TOKENS, HIDDEN).replace(URL_PASSWORD, `$1${HIDDEN}`);
}
