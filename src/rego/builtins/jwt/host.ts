import type { HostBuiltin } from '../declaration.js';
import { stringOperand } from '../operands.js';
import { encodeSign, encodeSignRaw } from './sign.js';
import { claimsOf, innerText, isNested, splitToken } from './token.js';
import { decodeVerify, verifier } from './verify.js';

/** `[header, payload, signature in hex]`; a token within a token is unwrapped. */
const decode: HostBuiltin = (args) => {
  let token = splitToken(stringOperand(args, 0));
  while (isNested(token)) token = splitToken(innerText(token));
  return [token.header, claimsOf(token), token.signature.toString('hex')];
};

const VERIFIERS = ['HS', 'RS', 'PS', 'ES'].flatMap((family) =>
  ['256', '384', '512'].map((size) => family + size),
);

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['io.jwt.decode', decode],
  ['io.jwt.decode_verify', decodeVerify],
  ['io.jwt.encode_sign', encodeSign],
  ['io.jwt.encode_sign_raw', encodeSignRaw],
  ['io.jwt.verify_eddsa', verifier('EdDSA')],
  ...VERIFIERS.map((name): [string, HostBuiltin] => [
    `io.jwt.verify_${name.toLowerCase()}`,
    verifier(name),
  ]),
]);
