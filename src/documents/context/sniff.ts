/** What the content of a file gives away. */
export type Sniffed = 'private-key' | 'auth-token' | 'aws-key';

/** Bytes of a file that are looked at. */
export const SNIFFED_BYTES = 32 * 1024;

const KINDS: readonly (readonly [Sniffed, RegExp])[] = [
  ['private-key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d/],
  ['auth-token', /(?:^|\/):?_authToken\s*=\s*(?!\s*\$\{)\S|(?:^|:)_auth\s*=\s*(?!\$\{)\S/m],
  [
    'aws-key',
    /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b[\s\S]{0,400}aws_secret_access_key|aws_secret_access_key\s*=\s*\S{20}/i,
  ],
];

/** Source code and binaries: keys are not kept there, and reading them all would take too long. */
const UNLIKELY =
  /\.(?:[cm]?[jt]sx?|d\.ts|map|css|scss|less|html?|vue|svelte|go|rs|java|kt|scala|cs|cpp|cc|c|h|hpp|rb|php|py|pyc|pl|swift|lock|sum|md|rst|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|eot|mp[34]|pdf|zip|gz|tgz|bz2|xz|zst|jar|war|class|so|dll|exe|wasm|node|o|a)$/i;

/** Whether a file is worth a look. */
export function isWorthSniffing(path: string, size: number): boolean {
  return size > 0 && size <= SNIFFED_BYTES && !UNLIKELY.test(path);
}

/** What a file's content looks like; undefined for nothing that is known. */
export function sniff(bytes: Uint8Array): Sniffed | undefined {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFFED_BYTES));
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0];
}
