import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { lineStarts, type Source } from '../diagnostics/source.js';
import { matchesGlob } from '../model/glob.js';
import { badSigner } from './errors.js';
import { sshPublicKey } from './ssh-wire.js';

/** One line of an `allowed_signers` file (ssh-keygen(1), ALLOWED SIGNERS). Times in milliseconds since the epoch. */
export interface AllowedSigner {
  readonly principals: readonly string[];
  readonly keyBlob: Uint8Array;
  /** Absent: all of them. */
  readonly namespaces?: readonly string[];
  readonly validAfter?: number;
  readonly validBefore?: number;
}

const LINE =
  /^(\S+)\s+(?:((?:[a-z-]+(?:="[^"]*")?,?)+)\s+)?((?:ssh|ecdsa|sk)-\S+)\s+([A-Za-z0-9+/]+={0,2})(?:\s+.*)?$/;

/** Reads an `allowed_signers` file. A line that cannot be read in full is an error and allows nobody. */
export function parseAllowedSigners(source: Source, diagnostics: Diagnostic[]): AllowedSigner[] {
  const starts = lineStarts(source);
  const signers: AllowedSigner[] = [];
  for (const [index, line] of source.text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const start = starts[index] ?? 0;
    const signer = parseLine(line.trim());
    if (typeof signer !== 'string') signers.push(signer);
    else diagnostics.push(badSigner({ source, start, end: start + line.length }, signer));
  }
  return signers;
}

function parseLine(line: string): AllowedSigner | string {
  const match = LINE.exec(line);
  if (match === null) return 'it is not `principals [options] key-type key`';
  const [, principals = '', options = '', , key = ''] = match;
  if (principals.includes('!')) return 'negated patterns are not supported';
  const keyBlob = Buffer.from(key, 'base64');
  if (sshPublicKey(keyBlob) === undefined) return 'the key is malformed or of an unsupported type';
  let signer: AllowedSigner = { principals: principals.replaceAll('"', '').split(','), keyBlob };
  for (const [, name = '', value] of options.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
    if (name === 'namespaces' && value) signer = { ...signer, namespaces: value.split(',') };
    else if (name === 'valid-after' || name === 'valid-before') {
      const time = sshTime(value ?? '');
      if (time === undefined) return `\`${value}\` is no time for \`${name}\``;
      signer = { ...signer, [name === 'valid-after' ? 'validAfter' : 'validBefore']: time };
    } else return `option \`${name}\` is not supported`;
  }
  return signer;
}

/** `YYYYMMDD[HHMM[SS]][Z]`; taken for UTC always, so that it means the same on every machine. */
function sshTime(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?Z?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Why a key may not sign as somebody at a time; undefined where it may. */
export function signerObjection(
  signers: readonly AllowedSigner[],
  principal: string,
  keyBlob: Uint8Array,
  namespace: string,
  time: number,
): string | undefined {
  const own = signers.filter(
    (signer) =>
      Buffer.compare(signer.keyBlob, keyBlob) === 0 &&
      signer.principals.some((pattern) => matchesGlob(pattern, principal)),
  );
  if (own.length === 0) return `the key is not that of \`${principal}\``;
  const fitting = own.filter(
    ({ namespaces }) =>
      !namespaces || namespaces.some((pattern) => matchesGlob(pattern, namespace)),
  );
  if (fitting.length === 0) return `the key of \`${principal}\` is not for \`${namespace}\``;
  const current = fitting.some(
    ({ validAfter, validBefore }) =>
      (validAfter === undefined || time >= validAfter) &&
      (validBefore === undefined || time < validBefore),
  );
  return current ? undefined : `the key of \`${principal}\` was not valid when it signed`;
}
