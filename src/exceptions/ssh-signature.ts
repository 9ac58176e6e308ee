import { createHash, type KeyObject, verify } from 'node:crypto';
import { sshPublicKey, unsigned, WireReader, wireString } from './ssh-wire.js';

/** A signature in OpenSSH's SSHSIG format, taken apart. */
export interface SshSignature {
  /** The signer's key in SSH's binary format, and as one of `node:crypto`. */
  readonly keyBlob: Uint8Array;
  readonly key: KeyObject;
  readonly namespace: string;
  readonly hash: 'sha256' | 'sha512';
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';
const MAGIC = 'SSHSIG';

/** Reads an armoured signature (OpenSSH's PROTOCOL.sshsig); a text says what is wrong with it. */
export function parseSshSignature(armoured: string): SshSignature | string {
  const text = armoured.trim();
  if (!text.startsWith(BEGIN) || !text.endsWith(END)) return 'it has no SSH signature armour';
  const body = text.slice(BEGIN.length, -END.length).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return 'its armour is not base64';
  const reader = new WireReader(Buffer.from(body, 'base64'));
  const magic = reader.take(MAGIC.length);
  if (!magic || new TextDecoder('latin1').decode(magic) !== MAGIC) return 'it is no SSHSIG';
  if (reader.number() !== 1) return 'its version is not known';
  const keyBlob = reader.string();
  const namespace = reader.text();
  const reserved = reader.string();
  const hash = reader.text();
  const inner = reader.string();
  if (!keyBlob || namespace === undefined || !reserved || !inner || !reader.isDone) {
    return 'it is truncated';
  }
  if (hash !== 'sha256' && hash !== 'sha512') return `its hash \`${hash}\` is not allowed`;
  const parts = new WireReader(inner);
  const algorithm = parts.text();
  const signature = parts.string();
  if (algorithm === undefined || !signature || !parts.isDone) return 'it is truncated';
  const key = sshPublicKey(keyBlob);
  if (key === undefined) return 'its key is of a type that is not supported';
  return { keyBlob, key, namespace, hash, algorithm, signature };
}

/** Whether the signature is over these bytes in this namespace. */
export function verifySshSignature(
  { key, namespace, hash, algorithm, signature }: SshSignature,
  message: Uint8Array,
  wanted: string,
): boolean {
  if (namespace !== wanted) return false;
  const digest = createHash(hash).update(message).digest();
  const signed = Buffer.concat([
    Buffer.from(MAGIC),
    wireString(namespace),
    wireString(''),
    wireString(hash),
    wireString(digest),
  ]);
  try {
    if (algorithm === 'ssh-ed25519' && key.asymmetricKeyType === 'ed25519') {
      return verify(null, signed, key, signature);
    }
    if (/^rsa-sha2-(256|512)$/.test(algorithm) && key.asymmetricKeyType === 'rsa') {
      return verify(algorithm.replace('rsa-sha2-', 'sha'), signed, key, signature);
    }
    const curve = /^ecdsa-sha2-nistp(256|384|521)$/.exec(algorithm)?.[1];
    if (curve === undefined || key.asymmetricKeyType !== 'ec') return false;
    const size = Math.ceil(Number(curve) / 8);
    const fixed = ecdsaFixed(signature, size);
    const named = curve === '521' ? 'sha512' : `sha${curve}`;
    return fixed !== undefined && verify(named, signed, { key, dsaEncoding: 'ieee-p1363' }, fixed);
  } catch {
    return false;
  }
}

/** r and s, each filled up to the size of the curve. */
function ecdsaFixed(signature: Uint8Array, size: number): Uint8Array | undefined {
  const reader = new WireReader(signature);
  const r = reader.string();
  const s = reader.string();
  if (!r || !s || !reader.isDone) return undefined;
  const fixed = new Uint8Array(2 * size);
  const [a, b] = [unsigned(r), unsigned(s)];
  if (a.length > size || b.length > size) return undefined;
  fixed.set(a, size - a.length);
  fixed.set(b, 2 * size - b.length);
  return fixed;
}
