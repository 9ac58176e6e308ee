import { alternativeNames, orNull, uriFields } from './alternative-names.js';
import {
  arcsOf,
  bitsOf,
  childrenOf,
  type Der,
  integerOfDer,
  isTag,
  oidOf,
  readDer,
  sequenceOf,
  stringOfDer,
  TAG,
  tagged,
} from './der.js';
import { nameOf } from './distinguished-name.js';
import { extensionFields, extensionsOf } from './extensions.js';
import { base64Bytes, pemBlocks } from './pem.js';
import { publicKeyFields, signatureAlgorithm } from './public-key.js';

const BEGIN = '-----BEGIN CERTIFICATE REQUEST-----';
const EXTENSIONS = '1.2.840.113549.1.9.14';

/** The bytes of a request in PEM text, or in base64 of PEM text or of DER. */
function requestBytes(text: string): Buffer {
  if (text.startsWith(BEGIN)) return pemBlocks(text)[0]?.bytes ?? Buffer.alloc(0);
  const bytes = base64Bytes(text);
  const decoded = bytes.toString('latin1');
  return decoded.startsWith(BEGIN) ? (pemBlocks(decoded)[0]?.bytes ?? Buffer.alloc(0)) : bytes;
}

/** A request for a certificate, its fields as Go's `x509.CertificateRequest` is written as JSON. @throws BuiltinError */
export function parseRequest(text: string): Record<string, unknown> {
  const bytes = requestBytes(text);
  const [body, identifier, signature] = childrenOf(sequenceOf(bytes, 'certificateRequest'));
  const parts = childrenOf(body);
  const [version, subject, keyInfo] = parts;
  const attributes = childrenOf(tagged(parts, 0));
  const asked = attributes.find((attribute) => oidOf(childrenOf(attribute)[0]) === EXTENSIONS);
  const extensions = extensionsOf(childrenOf(childrenOf(asked)[1])[0]);
  const named = extensions.find(({ oid }) => oid === '2.5.29.17');
  const names = alternativeNames(named && readDer(named.value));
  return {
    Attributes: orNull(attributes.flatMap(attributeFields)),
    ...names,
    URIs: names.URIs?.map(uriFields) ?? null,
    Extensions: orNull(extensions.map(extensionFields)),
    ExtraExtensions: null,
    ...publicKeyFields(keyInfo),
    Raw: bytes.toString('base64'),
    RawSubject: subject?.full.toString('base64') ?? null,
    RawTBSCertificateRequest: body?.full.toString('base64') ?? null,
    Signature: bitsOf(signature).toString('base64'),
    SignatureAlgorithm: signatureAlgorithm(identifier),
    Subject: nameOf(subject),
    Version: integerOfDer(version),
  };
}

/** Go reads an attribute as a set of sequences of pairs, and passes others over. */
function attributeFields(attribute: Der): unknown[] {
  const [type, set] = childrenOf(attribute);
  const sequences = childrenOf(set);
  if (!sequences.every((sequence) => isTag(sequence, TAG.sequence))) return [];
  const pairs = sequences.map((sequence) =>
    childrenOf(sequence).map((pair) => {
      const [id, value] = childrenOf(pair);
      return { Type: arcsOf(id), Value: attributeValue(value) };
    }),
  );
  return [{ Type: arcsOf(type), Value: pairs }];
}

function attributeValue(value: Der | undefined): unknown {
  switch (value?.tag) {
    case TAG.octetString:
      return value.content.toString('base64');
    case TAG.boolean:
      return value.content[0] !== 0;
    case TAG.integer:
      return integerOfDer(value);
    case TAG.oid:
      return arcsOf(value);
    default:
      return stringOfDer(value);
  }
}
