import { BuiltinError, type HostBuiltin, type HostContext } from '../declaration.js';
import { toValue } from '../json-value.js';
import { integerOf, objectOperand, stringOperand } from '../operands.js';
import { Numeral, type RegoObject, RegoSet, type Value } from '../value.js';
import { type Certificate, certificatesIn } from './certificate.js';
import { parseRequest } from './certificate-request.js';
import { jsonWebKey, parseKeyPair, privateKeyFields, privateKeysInAny } from './private-keys.js';
import { type ChainOptions, isVerified } from './verify-chain.js';

const MS_NS = 1_000_000n;
const SERVER_AUTH = 1;

/** In the order of Go's numbers. */
const USAGE_NAMES = [
  'KeyUsageAny',
  'KeyUsageServerAuth',
  'KeyUsageClientAuth',
  'KeyUsageCodeSigning',
  'KeyUsageEmailProtection',
  'KeyUsageIPSECEndSystem',
  'KeyUsageIPSECTunnel',
  'KeyUsageIPSECUser',
  'KeyUsageTimeStamping',
  'KeyUsageOCSPSigning',
  'KeyUsageMicrosoftServerGatedCrypto',
  'KeyUsageNetscapeServerGatedCrypto',
  'KeyUsageMicrosoftCommercialCodeSigning',
  'KeyUsageMicrosoftKernelCodeSigning',
];

const fieldsOf = (certificates: readonly Certificate[]): Value =>
  toValue(certificates.map(({ fields }) => fields));

/** The chain is given from the root down and returned from the leaf up; `[false, []]` where it does not hold. */
function verified(text: string, options: ChainOptions): Value {
  let certificates: Certificate[];
  try {
    certificates = certificatesIn(text);
  } catch (failure) {
    if (failure instanceof BuiltinError) return [false, []];
    throw failure;
  }
  if (!isVerified(certificates, options)) return [false, []];
  return [true, fieldsOf([...certificates].reverse())];
}

const nowOf = ({ now }: HostContext): number => Number(now() / MS_NS);

const verify: HostBuiltin = (args, context) =>
  verified(stringOperand(args, 0), { now: nowOf(context), usages: [SERVER_AUTH] });

const verifyWithOptions: HostBuiltin = (args, context) => {
  const text = stringOperand(args, 0);
  const defaults = { now: nowOf(context), usages: [SERVER_AUTH] };
  return verified(text, { ...defaults, ...givenOptions(objectOperand(args, 1)) });
};

function givenOptions({ entries }: RegoObject): Partial<ChainOptions> {
  const fail = (message: string): never => {
    throw new BuiltinError('builtin', message);
  };
  return Object.assign(
    {},
    ...entries.map(([key, value]): Partial<ChainOptions> => {
      const isNumber = typeof value === 'number' || value instanceof Numeral;
      switch (key) {
        case 'DNSName':
          return typeof value === 'string' ? { host: value } : fail("'DNSName' should be a string");
        case 'CurrentTime':
          return isNumber
            ? { now: Number((integerOf(value) ?? 0n) / MS_NS) }
            : fail("'CurrentTime' should be a number");
        case 'MaxConstraintComparisons':
          return isNumber ? {} : fail("'MaxConstraintComparisons' should be a number");
        case 'KeyUsages':
          return { usages: usagesOf(value) };
        default:
          return fail('invalid key option');
      }
    }),
  ) as Partial<ChainOptions>;
}

function usagesOf(value: Value): readonly number[] {
  const names = value instanceof RegoSet ? value.items : value;
  if (!Array.isArray(names)) {
    throw new BuiltinError('builtin', "'KeyUsages' should be an Array or Set");
  }
  const unknown = names.filter((name) => !USAGE_NAMES.includes(String(name)));
  if (unknown.length > 0) {
    throw new BuiltinError(
      'builtin',
      `invalid entries for 'KeyUsages' found: [${unknown.join(' ')}]`,
    );
  }
  const usages = names.map((name) => USAGE_NAMES.indexOf(String(name)));
  return usages.length === 0 ? [SERVER_AUTH] : usages;
}

/** The built-ins about certificates, requests and private keys. */
export const x509: readonly (readonly [string, HostBuiltin])[] = [
  ['crypto.x509.parse_certificates', (args) => fieldsOf(certificatesIn(stringOperand(args, 0)))],
  ['crypto.x509.parse_and_verify_certificates', verify],
  ['crypto.x509.parse_and_verify_certificates_with_options', verifyWithOptions],
  [
    'crypto.x509.parse_certificate_request',
    (args) => toValue(parseRequest(stringOperand(args, 0))),
  ],
  [
    'crypto.x509.parse_keypair',
    (args) => toValue(parseKeyPair(stringOperand(args, 0), stringOperand(args, 1))),
  ],
  ['crypto.x509.parse_rsa_private_key', (args) => toValue(jsonWebKey(stringOperand(args, 0)))],
  [
    'crypto.parse_private_keys',
    (args) => {
      const text = stringOperand(args, 0);
      return text === '' ? null : toValue(privateKeysInAny(text).map(privateKeyFields));
    },
  ],
];
