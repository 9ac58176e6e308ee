/**
 * Secrets in texts that are shown to people. Nothing is known of a text but what stands in it: values behind names of secrets, tokens
 * that look like nothing else, passwords in addresses. Every masked text is as long as before, so that places in it stay.
 */

/** The last words of names whose values are secrets. */
const SECRET =
  /(api_?key|access_?key|private_?key|secret_?key|encryption_?key|signing_?key|auth|credentials?|pass|passphrase|passwd|password|pwd|secrets?|tokens?)$/i;

/** Names of what is about a secret, and is none. */
const ABOUT =
  /(_(file|path|dir|name|type|ttl|expiry|url|uri|id|length|version|enabled|policy|ref|key_name|algorithm)$)|(^|_)public(_|$)|^(keyless|monkey|turkey)$/i;

/** Whether a variable, key or option of this name holds a secret: `DB_PASSWORD`, `npm-token`, `clientSecret`, `PGPASSWORD`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/_+$/, '');
  if (ABOUT.test(words) || /^(bypass|compass|no_auth|auth)$/i.test(words)) return false;
  return SECRET.test(words);
}

/** Texts that are secrets whatever they are called. */
export const TOKENS =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}|\bgl(?:pat|dt|rt|cbt|ptt)-[\w-]{20,}|\bxox[abposr]-[A-Za-z0-9-]{10,}|\b[sr]k_live_[A-Za-z0-9]{20,}|\bsk-(?:proj-|ant-)?[\w-]{20,}|\bAIza[\w-]{35}|\bnpm_[A-Za-z0-9]{36}|\bpypi-[\w-]{50,}|\bdckr_pat_[\w-]{20,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]*?(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----|$)/g;

/** The password of an address: what comes before it, and the password. */
export const URL_PASSWORD = /(:\/\/[^/\s:@'"]{0,200}:)([^/\s@'"]{1,2000})(?=@)/g;

/**
 * A name, what stands between, and a value: `NAME=value`, `name: "value"`, `--password value`, `ENV NAME value`. All repetitions are
 * bounded: a line may have millions of characters.
 */
const NAMED =
  /((?:^|[\s"'`({[,;&|])(?:export\s{1,20}|env\s{1,20}|--?|[A-Za-z0-9]{1,20}:\/{0,2}|\/\/\S{0,200}?[:/])?)(_?[A-Za-z][\w.-]{1,80})(["']?\s{0,50}(?:=>|=|:(?!=))\s{0,50}|["']?\s{1,50})("(?:[^"\\]|\\.){0,4000}"|'[^']{0,4000}'|[^\s"'`,;&|)}\]]{1,10000})/gi;

/** What stands behind a secret's place rather than behind its name: what comes before it, and the secret. */
const PLACED: readonly RegExp[] = [
  /(\bauthorization["']?\s{0,20}[:=]\s{0,20}["']?(?:bearer|basic|token)\s{1,20})([^\s"'$]{1,10000})/gi,
  /((?:^|\s)(?:-u|--user)(?:=|\s{1,20})["']?[^\s:"'/$]{1,200}:)((?!\d{1,9}(?:\s|$))[^\s"'$]{1,2000})/g,
  /(\blogin\s(?:.{0,300}\s)?-p\s{1,20}["']?)([^\s"'$]+)/g,
  /(\blogin\s{1,20}\S{1,200}\s{1,20}password\s{1,20})(\S{1,1000})/g,
];

/** A text with its secrets replaced by as many stars. */
export function maskSecrets(text: string): string {
  return replaceSecrets(text, () => undefined);
}

/** The secrets that stand in a text, quotes left out. */
export function findSecrets(text: string): readonly string[] {
  const found = new Set<string>();
  replaceSecrets(text, (secret) => found.add(secret.replace(/^["']|["']$/g, '')));
  return [...found];
}

function replaceSecrets(text: string, note: (secret: string) => void): string {
  const hide = (secret: string) => {
    note(secret);
    return stars(secret);
  };
  const masked = (_: string, before: string, secret: string) => before + hide(secret);
  let shown = text.replace(URL_PASSWORD, masked).replace(TOKENS, hide);
  for (const pattern of PLACED) shown = shown.replace(pattern, masked);
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < shown.length; ) {
    NAMED.lastIndex = at;
    const found = NAMED.exec(shown);
    if (found === null) break;
    const [whole, before = '', name = '', between = '', value = ''] = found;
    const end = found.index + whole.length;
    const isValue =
      isSecretName(name) && isSpelledOut(value) && isAssigned(shown, found.index, before, between);
    if (isValue) {
      note(value);
      parts.push(shown.slice(done, end - value.length), starsWithin(value));
      done = end;
    }
    // A value may be a name itself: the search goes on behind the name alone.
    at = isValue ? end : found.index + before.length + name.length;
  }
  return parts.join('') + shown.slice(done);
}

/** Characters. */
const LOOK_BACK = 200;

/** Only a few places give a value to a name by a blank: options, and the old form of ENV. */
function isAssigned(text: string, start: number, before: string, between: string): boolean {
  if (/[:=]/.test(between)) return true;
  // The beginning of a line tells which instruction it is; a look back as far as that is enough.
  const near = text.slice(Math.max(0, start - LOOK_BACK), start + before.length);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  return before.endsWith('-') || /(^|\s)(env|label)\s+$/i.test(line);
}

/** A variable, a word of some format or what is masked already is no secret. */
export function isSpelledOut(value: string): boolean {
  const plain = value.replace(/^["']|["']$/g, '');
  return (
    plain !== '' &&
    !/^(\$|<|\*|\{\{|%)|^(true|false|null|none|no|yes|required|optional|read|write|inherit|all|\d{1,3})$/i.test(
      plain,
    )
  );
}

function starsWithin(value: string): string {
  return /^["']/.test(value)
    ? `${value[0]}${stars(value.slice(1, -1))}${value.at(-1)}`
    : stars(value);
}

function stars(text: string): string {
  return text.replace(/\S/g, '*');
}
