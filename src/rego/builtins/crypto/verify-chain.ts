/** Whether certificates make a chain that Go's `x509.Certificate.Verify` accepts. */
import { X509Certificate } from 'node:crypto';
import type { Certificate } from './certificate.js';

export interface ChainOptions {
  readonly host?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Numbers of Go's `x509.ExtKeyUsage`: one of them must hold throughout the chain. */
  readonly usages: readonly number[];
}

const ANY_USAGE = 0;
const CERT_SIGN = 32;
/** MD2, MD5, SHA-1 with any key: too weak to count. */
const INSECURE = [0, 1, 2, 3, 7, 9];

const numberOf = (certificate: Certificate, field: string): number =>
  Number(certificate.fields[field]);

const listOf = <T>(certificate: Certificate, field: string): readonly T[] =>
  (certificate.fields[field] as readonly T[] | null) ?? [];

/** @param certificates the root, then others down to the leaf, which is last */
export function isVerified(certificates: readonly Certificate[], options: ChainOptions): boolean {
  const leaf = certificates.at(-1);
  const [root] = certificates;
  if (root === undefined || leaf === undefined || certificates.length < 2) return false;
  if (!isUsable(leaf, options, 0, false)) return false;
  if (options.host !== undefined && !isNamed(leaf, options.host)) return false;
  return chains([leaf], root, certificates.slice(1, -1), options);
}

/** Looks for a way from the end of the chain to the root. */
function chains(
  chain: readonly Certificate[],
  root: Certificate,
  between: readonly Certificate[],
  options: ChainOptions,
): boolean {
  const last = chain.at(-1) as Certificate;
  if (last.der.equals(root.der)) return hasUsage(chain, options.usages);
  const depth = chain.length - 1;
  if (isIssuer(root, last) && isUsable(root, options, depth, false)) {
    if (namesAllowed(root, chain) && hasUsage([...chain, root], options.usages)) return true;
  }
  return between.some(
    (next) =>
      !chain.some(({ der }) => der.equals(next.der)) &&
      isIssuer(next, last) &&
      isUsable(next, options, depth, true) &&
      namesAllowed(next, chain) &&
      chains([...chain, next], root, between, options),
  );
}

function isIssuer(parent: Certificate, child: Certificate): boolean {
  const { fields } = parent;
  if (fields['RawSubject'] !== child.fields['RawIssuer']) return false;
  const hasConstraints = fields['BasicConstraintsValid'] === true;
  if (hasConstraints ? fields['IsCA'] !== true : numberOf(parent, 'Version') === 3) return false;
  const usage = numberOf(parent, 'KeyUsage');
  if (usage !== 0 && (usage & CERT_SIGN) === 0) return false;
  if (INSECURE.includes(numberOf(child, 'SignatureAlgorithm'))) return false;
  try {
    return new X509Certificate(child.der).verify(new X509Certificate(parent.der).publicKey);
  } catch {
    return false;
  }
}

/** @param depth certificates between this one and the leaf */
function isUsable(
  certificate: Certificate,
  { now }: ChainOptions,
  depth: number,
  isIntermediate: boolean,
): boolean {
  const { fields } = certificate;
  if (listOf(certificate, 'UnhandledCriticalExtensions').length > 0) return false;
  if (now < Date.parse(String(fields['NotBefore']))) return false;
  if (now > Date.parse(String(fields['NotAfter'])) + 999) return false;
  const isAuthority = fields['BasicConstraintsValid'] === true && fields['IsCA'] === true;
  if (isIntermediate && !isAuthority) return false;
  const most = numberOf(certificate, 'MaxPathLen');
  return fields['BasicConstraintsValid'] !== true || most < 0 || depth <= most;
}

function hasUsage(chain: readonly Certificate[], wanted: readonly number[]): boolean {
  if (wanted.includes(ANY_USAGE)) return true;
  let usages = wanted;
  for (const certificate of chain) {
    const given = listOf<number>(certificate, 'ExtKeyUsage');
    const others = listOf(certificate, 'UnknownExtKeyUsage');
    if ((given.length === 0 && others.length === 0) || given.includes(ANY_USAGE)) continue;
    usages = usages.filter((usage) => given.includes(usage));
  }
  return usages.length > 0;
}

/** A name that is an address is looked for among addresses; a `*` stands for one label at the left. */
function isNamed(leaf: Certificate, host: string): boolean {
  const bare = /^\[(.*)\]$/.exec(host)?.[1] ?? host;
  if (/^[\d.]+$|:/.test(bare)) return listOf<string>(leaf, 'IPAddresses').includes(bare);
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  return listOf<string>(leaf, 'DNSNames').some((pattern) => {
    const wanted = pattern.toLowerCase().split('.');
    return (
      wanted.length === labels.length &&
      wanted.every((label, index) => (label === '*' && index === 0) || label === labels[index])
    );
  });
}

/** Whether an authority may issue for the DNS names of the leaf. */
function namesAllowed(authority: Certificate, chain: readonly Certificate[]): boolean {
  const permitted = listOf<string>(authority, 'PermittedDNSDomains');
  const excluded = listOf<string>(authority, 'ExcludedDNSDomains');
  const within = (name: string, domain: string): boolean => {
    const bare = domain.replace(/^\./, '').toLowerCase();
    const isBelow = name.toLowerCase().endsWith(`.${bare}`);
    return bare === '' || isBelow || (!domain.startsWith('.') && name.toLowerCase() === bare);
  };
  return chain
    .flatMap((certificate) => listOf<string>(certificate, 'DNSNames'))
    .every(
      (name) =>
        !excluded.some((domain) => within(name, domain)) &&
        (permitted.length === 0 || permitted.some((domain) => within(name, domain))),
    );
}
