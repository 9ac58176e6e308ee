import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { KeySettings, TrustSettings } from '../model/settings.js';
import { endOf, startOf } from '../model/time.js';
import { type AllowedSigner, parseAllowedSigners } from './allowed-signers.js';
import { badKey } from './errors.js';
import { sshPublicKey } from './ssh-wire.js';

/** One entry of the org's `trust.keys`, its file read. Times in milliseconds since the epoch. */
export interface TrustedKey {
  readonly name: string;
  readonly ed25519?: KeyObject;
  readonly signers?: readonly AllowedSigner[];
  readonly from?: number;
  readonly until?: number;
  readonly revoked?: number;
}

/** Reads the keys that an org trusts. A key that cannot be read in full is an error and counts for nothing. */
export function loadTrust(
  { keys }: TrustSettings,
  files: ReadonlyMap<string, Source>,
): Diagnosed<ReadonlyMap<string, TrustedKey>> {
  const diagnostics: Diagnostic[] = [];
  const trusted = new Map<string, TrustedKey>();
  for (const [name, settings] of keys) {
    const key = readKey(name, settings, files, diagnostics);
    if (key) trusted.set(name, key);
  }
  return { value: trusted, diagnostics };
}

function readKey(
  name: string,
  settings: KeySettings,
  files: ReadonlyMap<string, Source>,
  diagnostics: Diagnostic[],
): TrustedKey | undefined {
  const time = (written: { value: string } | undefined, read: typeof endOf) =>
    written === undefined ? undefined : read(written.value);
  const from = time(settings.from, startOf);
  const until = time(settings.until, endOf);
  const revoked = time(settings.revoked, startOf);
  const window = {
    name,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(revoked !== undefined && { revoked }),
  };
  const written = settings.ed25519 ?? settings.allowedSigners;
  if (written === undefined) return undefined;
  const file = files.get(written.value);
  if (file === undefined) {
    diagnostics.push(badKey(written.span, name, `\`${written.value}\` was not found`));
    return undefined;
  }
  if (settings.ed25519 === undefined) {
    return { ...window, signers: parseAllowedSigners(file, diagnostics) };
  }
  const ed25519 = parseEd25519(file.text);
  if (ed25519) return { ...window, ed25519 };
  diagnostics.push(badKey(written.span, name, `\`${written.value}\` holds no Ed25519 public key`));
  return undefined;
}

/** An Ed25519 public key as PEM (SPKI), in OpenSSH's one-line form, or as 32 bytes in base64. */
export function parseEd25519(text: string): KeyObject | undefined {
  const trimmed = text.trim();
  try {
    if (trimmed.startsWith('-----BEGIN PUBLIC KEY-----')) {
      const key = createPublicKey(trimmed);
      return key.asymmetricKeyType === 'ed25519' ? key : undefined;
    }
    const line = /^ssh-ed25519 ([A-Za-z0-9+/=]+)(?: .*)?$/.exec(trimmed);
    if (line) return sshPublicKey(Buffer.from(line[1] ?? '', 'base64'));
    if (!/^[A-Za-z0-9+/]{43}=$/.test(trimmed)) return undefined;
    const x = Buffer.from(trimmed, 'base64').toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
