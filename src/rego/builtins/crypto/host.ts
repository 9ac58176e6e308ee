import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HostBuiltin } from '../declaration.js';
import { stringOperand } from '../operands.js';
import { x509 } from './x509.js';

const digest =
  (algorithm: string): HostBuiltin =>
  (args) =>
    createHash(algorithm).update(stringOperand(args, 0), 'utf8').digest('hex');

const hmac =
  (algorithm: string): HostBuiltin =>
  (args) =>
    createHmac(algorithm, stringOperand(args, 1))
      .update(stringOperand(args, 0), 'utf8')
      .digest('hex');

/** Compares in time that tells nothing of where two codes differ. */
const hmacEqual: HostBuiltin = (args) => {
  const a = Buffer.from(stringOperand(args, 0));
  const b = Buffer.from(stringOperand(args, 1));
  return a.length === b.length && timingSafeEqual(a, b);
};

export const host: ReadonlyMap<string, HostBuiltin> = new Map<string, HostBuiltin>([
  ['crypto.md5', digest('md5')],
  ['crypto.sha1', digest('sha1')],
  ['crypto.sha256', digest('sha256')],
  ['crypto.hmac.md5', hmac('md5')],
  ['crypto.hmac.sha1', hmac('sha1')],
  ['crypto.hmac.sha256', hmac('sha256')],
  ['crypto.hmac.sha512', hmac('sha512')],
  ['crypto.hmac.equal', hmacEqual],
  ...x509,
]);
