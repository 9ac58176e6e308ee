import { BuiltinError, type HostBuiltin } from '../declaration.js';
import { field, floatOf, objectOperand, stringOperand } from '../operands.js';
import { Numeral, RegoObject, type Value } from '../value.js';
import { isAlgorithm, isHmac, verifyHmac, verifySignature } from './algorithms.js';
import { verificationKeys } from './keys.js';
import { claimsOf, innerText, isNested, splitToken, type Token } from './token.js';

/** `io.jwt.verify_<algorithm>`: only the signature, whatever the header says of the algorithm. */
export function verifier(algorithm: string): HostBuiltin {
  return (args) => {
    const { signed, signature } = splitToken(stringOperand(args, 0));
    const key = stringOperand(args, 1);
    if (isHmac(algorithm)) return verifyHmac(algorithm, key, signed, signature);
    return verificationKeys(key).some((one) =>
      verifySignature(algorithm, one.key, signed, signature),
    );
  };
}

interface Constraints {
  readonly certificate?: string;
  readonly secret?: string;
  readonly algorithm?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Nanoseconds, a double: tokens carry fractions of seconds. */
  readonly time: number;
}

const REFUSED = (): Value => [false, new RegoObject([]), new RegoObject([])];

/** `io.jwt.decode_verify`: `[true, header, payload]` or `[false, {}, {}]`. */
export const decodeVerify: HostBuiltin = (args, { now }) => {
  const constraints = constraintsOf(objectOperand(args, 1), now);
  let text = stringOperand(args, 0);
  for (;;) {
    const token = splitToken(text);
    if (!signatureHolds(token, constraints)) return REFUSED();
    if (isNested(token)) {
      text = innerText(token);
      continue;
    }
    const claims = claimsOf(token);
    return claimsHold(claims, constraints) ? [true, token.header, claims] : REFUSED();
  }
};

function constraintsOf(object: RegoObject, now: () => bigint): Constraints {
  const found = new Map<string, string>();
  let time: number | undefined;
  for (const [key, value] of object.entries) {
    if (key === 'time') {
      if (typeof value !== 'number' && !(value instanceof Numeral)) {
        throw new BuiltinError('builtin', 'token time constraint: must be a number');
      }
      time = floatOf(value);
    } else if (['cert', 'secret', 'alg', 'iss', 'aud'].includes(key as string)) {
      if (typeof value !== 'string')
        throw new BuiltinError('builtin', `${key} constraint: must be a string`);
      found.set(key as string, value);
    } else {
      throw new BuiltinError('builtin', `unknown token validation constraint: ${String(key)}`);
    }
  }
  if (found.has('cert') === found.has('secret')) {
    throw new BuiltinError(
      'builtin',
      found.has('cert') ? 'duplicate key constraints' : 'no key constraint',
    );
  }
  const taken = (key: string, name: string) =>
    found.has(key) ? { [name]: found.get(key) as string } : {};
  return {
    ...taken('cert', 'certificate'),
    ...taken('secret', 'secret'),
    ...taken('alg', 'algorithm'),
    ...taken('iss', 'issuer'),
    ...taken('aud', 'audience'),
    time: time ?? Number(now()),
  };
}

/** Header fields that must be understood if `crit` names them; none beyond the registered ones is. */
const UNDERSTOOD = new Set(['typ', 'cty', 'alg', 'kid', 'crit', 'b64']);

function signatureHolds(token: Token, constraints: Constraints): boolean {
  const algorithm = field(token.header, 'alg');
  if (typeof algorithm !== 'string' || !isAlgorithm(algorithm)) return false;
  if (constraints.algorithm !== undefined && constraints.algorithm !== algorithm) return false;
  const critical = field(token.header, 'crit');
  if (critical !== undefined) {
    if (!Array.isArray(critical) || critical.length === 0) return false;
    if (!critical.every((name) => typeof name === 'string' && UNDERSTOOD.has(name))) return false;
  }
  if (constraints.secret !== undefined) {
    return verifyHmac(algorithm, constraints.secret, token.signed, token.signature);
  }
  const keys = verificationKeys(constraints.certificate ?? '');
  const id = field(token.header, 'kid');
  const named = typeof id === 'string' ? keys.filter((key) => key.id === id) : [];
  return (named.length > 0 ? named : keys).some(({ key }) =>
    verifySignature(algorithm, key, token.signed, token.signature),
  );
}

function claimsHold(claims: RegoObject, { issuer, audience, time }: Constraints): boolean {
  if (issuer !== undefined && field(claims, 'iss') !== issuer) return false;
  const aud = field(claims, 'aud');
  if (aud === undefined ? audience !== undefined : !audienceMatches(aud, audience)) return false;
  const expires = secondsClaim(claims, 'exp');
  const notBefore = secondsClaim(claims, 'nbf');
  if (expires !== undefined && time >= expires * 1e9) return false;
  return notBefore === undefined || time >= notBefore * 1e9;
}

function audienceMatches(aud: Value, audience: string | undefined): boolean {
  if (audience === undefined) return false;
  return aud === audience || (Array.isArray(aud) && aud.includes(audience));
}

function secondsClaim(claims: RegoObject, name: string): number | undefined {
  const value = field(claims, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' && !(value instanceof Numeral)) {
    throw new BuiltinError('builtin', `${name} value must be a number`);
  }
  return floatOf(value);
}
