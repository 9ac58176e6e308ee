/** Certificates of signers, with the extensions that Fulcio writes into them. */
import { createHash, type createPublicKey, X509Certificate } from 'node:crypto';
import { sigstoreCore } from './libraries.js';
import type { SignerIdentity, SigningCertificate } from './types.js';

export interface ReadCertificate {
  readonly identity: SignerIdentity;
  readonly certificate: SigningCertificate;
  /** `sha256:<hex>` of its public key. */
  readonly keyFingerprint: string;
}

/** Fulcio's extensions, https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md. */
const FULCIO = '1.3.6.1.4.1.57264.1';

/** Extensions up to this one hold bare text, later ones a DER UTF8String; 7 is an alternative name. */
const LAST_BARE = 6;

/** @returns undefined for what is no certificate */
export function readCertificate(der: Uint8Array): ReadCertificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    const oids = extensionsOf(der);
    return {
      identity: { ...identityOf(oids), ...alternativeName(certificate.subjectAltName), oids },
      certificate: {
        notBefore: new Date(certificate.validFrom).toISOString(),
        notAfter: new Date(certificate.validTo).toISOString(),
        fingerprint: sha256(der),
      },
      keyFingerprint: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    };
  } catch {
    return undefined;
  }
}

/** `sha256:<hex>` of a public key in PEM or as an object. */
export function fingerprintOf(key: ReturnType<typeof createPublicKey>): string {
  return sha256(key.export({ type: 'spki', format: 'der' }));
}

/** The certificates of a text in PEM, as DER. */
export function certificatesOfPem(text: string): readonly Uint8Array[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, body = '']) => Buffer.from(body.replace(/\s+/g, ''), 'base64'));
}

/** The names that CI systems go by in old and new extensions. */
export function identityOf(oids: {
  readonly [oid: string]: string;
}): Omit<SignerIdentity, 'san' | 'sanType' | 'oids'> {
  const of = (...numbers: readonly number[]) =>
    numbers.map((number) => oids[`${FULCIO}.${number}`]).find((text) => text !== undefined) ?? null;
  const old = of(5);
  return {
    issuer: of(8, 1),
    repository: of(12) ?? (old === null ? null : `https://github.com/${old}`),
    ref: of(14, 6),
    commit: of(13, 3),
    trigger: of(20, 2),
  };
}

function extensionsOf(der: Uint8Array): { readonly [oid: string]: string } {
  const { X509Certificate: Certificate } = sigstoreCore();
  const found: [string, string][] = [];
  for (const extension of Certificate.parse(Buffer.from(der)).extensions) {
    const oid = extension.subs[0]?.toOID() ?? '';
    const value = extension.subs.at(-1);
    if (!oid.startsWith(`${FULCIO}.`) || value === undefined) continue;
    const number = Number(oid.slice(FULCIO.length + 1));
    const bytes = number <= LAST_BARE ? value.value : (value.subs[0]?.value ?? value.value);
    if (number !== 7) found.push([oid, bytes.toString('utf8')]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
}

/** Node.js writes all names in one text: `URI:…, email:…`. */
function alternativeName(text = ''): Pick<SignerIdentity, 'san' | 'sanType'> {
  const [, type = '', quoted, plain] =
    /^(URI|email|othername|DNS):(?:"((?:[^"\\]|\\.)*)"|([^,]*))/.exec(text) ?? [];
  const san = quoted === undefined ? plain : unescaped(quoted);
  if (san === undefined) return { san: null, sanType: null };
  const sanType = type === 'URI' ? 'uri' : type === 'email' ? 'email' : 'other';
  return { san: san.replace(/^[0-9.]+;UTF8:|^<unsupported>$/, ''), sanType };
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
