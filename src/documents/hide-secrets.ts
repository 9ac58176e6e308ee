import { isObject } from './json/fields.js';

/** What stands for a secret. */
const HIDDEN = '<masked>';

/** Names of variables and keys whose values are secrets. */
const SECRET_NAME =
  /(^|_)(api_?key|credentials?|pass|passphrase|passwd|password|pwd|secrets?|token|access_?key|private_?key)(_|$)/i;

/** Words that take it back. */
const PLAIN_NAME = /(^|_)(public|file|version|ttl|name|path|dir|type|expiry|url|id|length)(_|$)/i;

/** Texts that are secrets whatever they are called. */
const TOKENS =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}|\bgl(?:pat|dt|rt|cbt|ptt)-[\w-]{20,}|\bxox[abposr]-[A-Za-z0-9-]{10,}|\b[sr]k_live_[A-Za-z0-9]{20,}|\bsk-(?:proj-|ant-)?[\w-]{20,}|\bAIza[\w-]{35}|\bnpm_[A-Za-z0-9]{36}|\bpypi-[\w-]{50,}|\bdckr_pat_[\w-]{20,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]*?(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----|$)/g;

const URL_PASSWORD = /(:\/\/[^/\s:@'"]+:)[^/\s:@'"]+@/g;

/** A value with its name: documents repeat it in raw texts, words and effective settings. */
export interface NamedSecret {
  readonly name: string;
  readonly value: string;
}

/** The values that documents give to names of secrets; variables and empty values are none. */
export function namedSecrets(value: unknown, found: NamedSecret[] = []): readonly NamedSecret[] {
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
  const isSecret = SECRET_NAME.test(name) && !PLAIN_NAME.test(name);
  if (isSecret && !/^\$|^(true|false)$|^</.test(value)) found.push({ name, value });
}

/** A copy for people: secrets are replaced wherever they stand. Rules see the documents themselves. */
export function hideSecrets(value: unknown, secrets: readonly NamedSecret[]): unknown {
  const longest = [
    ...new Map(secrets.map((one) => [`${one.name}=${one.value}`, one])).values(),
  ].sort((a, b) => b.value.length - a.value.length);
  return hide(value, longest);
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
    else shown = shown.replaceAll(`${name}=${value}`, `${name}=${HIDDEN}`);
  }
  return shown.replace(TOKENS, HIDDEN).replace(URL_PASSWORD, `$1${HIDDEN}@`);
}
