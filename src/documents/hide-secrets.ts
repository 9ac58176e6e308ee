import {
  findSecrets,
  isSecretName,
  isSpelledOut,
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
  if (isSecretName(name) && isSpelledOut(value)) found.push({ name, value });
}

/** Larger texts are lists of packages and findings, and no place for secrets. */
const LARGEST_TEXT = 2_000_000;

/** All secrets of documents: values of their fields, and what stands in their texts. */
export function secretsOf(documents: readonly Document[]): readonly NamedSecret[] {
  const before = found.get(documents);
  if (before !== undefined) return before;
  const named = namedSecrets(
    documents.filter(({ kind }) => !LISTS.has(kind)).map(({ value }) => value),
  );
  const written = documents.flatMap(({ kind, source }) =>
    source === undefined || SPEAKING.has(kind) || source.text.length > LARGEST_TEXT
      ? []
      : findSecrets(source.text).map((value) => ({ name: '', value })),
  );
  const all = [...named, ...written];
  found.set(documents, all);
  return all;
}

/** Reports and diagnostics ask for the secrets of the same documents. */
const found = new WeakMap<readonly Document[], readonly NamedSecret[]>();

/** Kinds that are long lists of packages and findings, and hold no secrets. */
const LISTS: ReadonlySet<string> = new Set(['sbom', 'scan', 'vex']);

/** Each secret is looked for in every text; nobody has more of them, unless to keep us busy. */
const MOST_SECRETS = 500;

/** Kinds whose texts hold keys and digests that are public. */
const SPEAKING: ReadonlySet<string> = new Set(['sbom', 'scan', 'signature', 'attestation', 'vex']);

/** A copy for people: secrets are replaced wherever they stand. Rules see the documents themselves. */
export function hideSecrets(value: unknown, secrets: readonly NamedSecret[]): unknown {
  return hide(
    value,
    known(secrets, ({ value: one }) => one.length >= SHORTEST && !SERVICES.test(one)),
  );
}

/** A verdict for people and other programs: messages and evidence may quote what they are about. */
export function hideInVerdict(verdict: Verdict, secrets: readonly NamedSecret[]): Verdict {
  const telling = known(secrets.filter(isTelling), isTelling);
  const shown = <T>(value: T): T => hide(value, telling) as T;
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

/** Hides secrets in lines of files: known ones, and what the lines themselves give away. They stay as long as before. */
export function lineHider(secrets: readonly NamedSecret[]): (line: string) => string {
  const hideKnown = textHider(secrets);
  return (line) => maskSecrets(hideKnown(line));
}

/** Hides secrets in texts that are known from elsewhere; the texts stay as long as before. */
export function textHider(secrets: readonly NamedSecret[]): (text: string) => string {
  const { anywhere } = known(secrets, isTelling);
  if (anywhere === undefined) return (text) => text;
  return (text) => text.replace(anywhere, (secret) => secret.replace(/\S/g, '*'));
}

/** Names of services that stand for their passwords as well in examples, and elsewhere for themselves. */
const SERVICES =
  /^(admin|default|elastic|grafana|guest|mariadb|minio|minioadmin|mongodb|mysql|postgres|postgresql|rabbitmq|redis|root)$/;

/** Whether a value is nothing but a secret, so that it may be taken out of every text. */
function isTelling({ value }: NamedSecret): boolean {
  if (SERVICES.test(value)) return false;
  return value.length >= 8 || (value.length >= 6 && /[^a-z]/.test(value));
}

/** Shorter values stand in too many texts by chance: they are replaced behind their names alone. */
const SHORTEST = 4;

interface Known {
  /** Values that are hidden in every text. */
  readonly anywhere?: RegExp;
  /** Values that are hidden where they are the whole text. */
  readonly whole: ReadonlySet<string>;
  /** Values that are hidden behind their names. */
  readonly named: readonly NamedSecret[];
}

function known(
  secrets: readonly NamedSecret[],
  isAnywhere: (secret: NamedSecret) => boolean,
): Known {
  const values = [...new Set(secrets.filter(isAnywhere).map(({ value }) => value))]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_SECRETS);
  const pattern = values.map((value) => value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|');
  const all = new Map(secrets.map((one) => [`${one.name}=${one.value}`, one]));
  return {
    ...(values.length > 0 && { anywhere: new RegExp(pattern, 'g') }),
    whole: new Set(secrets.map(({ value }) => value).filter((value) => !SERVICES.test(value))),
    named: [...all.values()]
      .filter((one) => one.name !== '' && !values.includes(one.value))
      .slice(0, MOST_SECRETS),
  };
}

function hide(value: unknown, secrets: Known): unknown {
  if (typeof value === 'string') return hideText(value, secrets);
  if (Array.isArray(value)) return value.map((one) => hide(one, secrets));
  if (!isObject(value)) return value;
  const name = value['k'] ?? value['name'];
  const isPair = typeof name === 'string' && isSecretName(name);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const isSecret = isSecretName(key) || (isPair && /^(v|value|expanded)$/.test(key));
      const isHidden = isSecret && typeof one === 'string' && isSpelledOut(one);
      return [key, isHidden ? HIDDEN : hide(one, secrets)];
    }),
  );
}

function hideText(text: string, { anywhere, whole, named }: Known): string {
  if (whole.has(text)) return HIDDEN;
  let shown = anywhere === undefined ? text : text.replace(anywhere, HIDDEN);
  for (const { name, value } of named) {
    if (shown.includes(name)) shown = shown.replaceAll(`${name}=${value}`, `${name}=${HIDDEN}`);
  }
  return shown.replace(TOKENS, HIDDEN).replace(URL_PASSWORD, `$1${HIDDEN}`);
}
