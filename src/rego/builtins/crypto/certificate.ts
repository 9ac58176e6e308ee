import { BuiltinError } from '../declaration.js';
import { orNull, uriFields } from './alternative-names.js';
import {
  bitsOf,
  childrenOf,
  type Der,
  integerOfDer,
  isTag,
  readAll,
  readDer,
  TAG,
  tagged,
} from './der.js';
import { nameOf } from './distinguished-name.js';
import { extensionFields, extensionsOf, extensionValues } from './extensions.js';
import { base64Bytes, pemBlocks } from './pem.js';
import { publicKeyFields, signatureAlgorithm } from './public-key.js';

/** A certificate: its bytes, and its fields as Go's `x509.Certificate` is written as JSON. */
export interface Certificate {
  readonly der: Buffer;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What Go writes for fields that no extension fills. */
const EMPTY: Readonly<Record<string, unknown>> = {
  AuthorityKeyId: null,
  BasicConstraintsValid: false,
  CRLDistributionPoints: null,
  DNSNames: null,
  EmailAddresses: null,
  ExcludedDNSDomains: null,
  ExcludedEmailAddresses: null,
  ExcludedIPRanges: null,
  ExcludedURIDomains: null,
  ExtKeyUsage: null,
  ExtraExtensions: null,
  IPAddresses: null,
  InhibitAnyPolicy: 0,
  InhibitAnyPolicyZero: false,
  InhibitPolicyMapping: 0,
  InhibitPolicyMappingZero: false,
  IsCA: false,
  IssuingCertificateURL: null,
  KeyUsage: 0,
  MaxPathLen: 0,
  MaxPathLenZero: false,
  OCSPServer: null,
  PermittedDNSDomains: null,
  PermittedDNSDomainsCritical: false,
  PermittedEmailAddresses: null,
  PermittedIPRanges: null,
  PermittedURIDomains: null,
  Policies: null,
  PolicyIdentifiers: null,
  PolicyMappings: null,
  RequireExplicitPolicy: 0,
  RequireExplicitPolicyZero: false,
  SubjectKeyId: null,
  URIs: null,
  UnhandledCriticalExtensions: null,
  UnknownExtKeyUsage: null,
};

const malformed = (): BuiltinError => new BuiltinError('builtin', 'x509: malformed certificate');

/** RFC 3339, as Go writes times as JSON. */
function timeText(time: Der | undefined): string {
  const text = time?.content.toString('latin1') ?? '';
  const isShort = time?.tag === 23;
  const full = isShort ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text;
  const [, year, month, day, hour, minute, second = '00'] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/.exec(full) ?? [];
  if (year === undefined) throw malformed();
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

/** @throws BuiltinError */
export function parseCertificate(der: Buffer): Certificate {
  const [body, identifier, signature] = childrenOf(readDer(der));
  const parts = [...childrenOf(body)];
  const version = tagged(parts.slice(0, 1), 0);
  if (version !== undefined) parts.shift();
  const [serial, , issuer, validity, subject, keyInfo] = parts;
  if (body === undefined || !isTag(serial, TAG.integer) || !isTag(keyInfo, TAG.sequence)) {
    throw malformed();
  }
  const [notBefore, notAfter] = childrenOf(validity);
  const extensions = extensionsOf(childrenOf(tagged(parts, 3))[0]);
  const values = extensionValues(extensions);
  const uris = values['URIs'] as readonly string[] | null | undefined;
  const fields = {
    ...EMPTY,
    ...values,
    ...publicKeyFields(keyInfo),
    Extensions: orNull(extensions.map(extensionFields)),
    Issuer: nameOf(issuer),
    NotAfter: timeText(notAfter),
    NotBefore: timeText(notBefore),
    Raw: der.toString('base64'),
    RawIssuer: issuer?.full.toString('base64'),
    RawSubject: subject?.full.toString('base64'),
    RawTBSCertificate: body.full.toString('base64'),
    SerialNumber: integerOfDer(serial),
    Signature: bitsOf(signature).toString('base64'),
    SignatureAlgorithm: signatureAlgorithm(identifier),
    Subject: nameOf(subject),
    URIs: uris?.map(uriFields) ?? null,
    URIStrings: uris ?? null,
    Version: version === undefined ? 1 : integerOfDer(childrenOf(version)[0]) + 1n,
  };
  return { der, fields };
}

const BEGIN = '-----BEGIN';

function certificatesInPem(text: string): Certificate[] {
  return pemBlocks(text).map(({ type, bytes }) => {
    if (type !== 'CERTIFICATE') {
      throw new BuiltinError('builtin', `PEM block type is '${type}', expected CERTIFICATE`);
    }
    return parseCertificate(bytes);
  });
}

/** The certificates in PEM text, or in base64 of PEM text or of DER, one behind the other. @throws BuiltinError */
export function certificatesIn(text: string): Certificate[] {
  if (text.startsWith(BEGIN)) return certificatesInPem(text);
  const bytes = base64Bytes(text);
  const decoded = bytes.toString('latin1');
  if (decoded.startsWith(BEGIN)) return certificatesInPem(decoded);
  const values = readAll(bytes);
  if (values === undefined) throw malformed();
  return values.map(({ full }) => parseCertificate(full));
}
