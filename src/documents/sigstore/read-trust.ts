import { createPublicKey } from 'node:crypto';
import type { Diagnosed, Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Trust, TrustedKey, TrustRoot } from '../../model/trust.js';
import { badTrust } from '../errors.js';
import { arrayOf, isObject } from '../json/fields.js';
import { readJson } from '../json/read-json.js';
import { fingerprintOf } from './certificate.js';
import { readRoot } from './verify-with-root.js';

/** Reads public keys and trusted roots; what cannot be used is an error, since nothing would be verified with it. */
export function readTrust(keys: readonly Source[], roots: readonly Source[]): Diagnosed<Trust> {
  const diagnostics: Diagnostic[] = [];
  const report = (path: string, reason: string) => {
    diagnostics.push(badTrust(path, reason));
    return [];
  };
  const value: Trust = {
    keys: keys.flatMap((source) => keysOf(source, report)),
    roots: roots.flatMap((source) => rootsOf(source, report)),
  };
  return { value, diagnostics };
}

type Report = (path: string, reason: string) => never[];

/** A file may hold several keys, one behind the other; a certificate stands for its key. */
function keysOf({ path, text }: Source, report: Report): readonly TrustedKey[] {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)];
  if (blocks.length === 0) return report(path, 'it holds no key in PEM');
  return blocks.flatMap(([pem, label = '']) => {
    if (label.includes('PRIVATE')) {
      return report(path, 'it is a private key: signatures are verified with the public one');
    }
    try {
      const key = createPublicKey(pem);
      if (!['ec', 'ed25519', 'rsa'].includes(key.asymmetricKeyType ?? '')) {
        return report(path, `keys of type \`${key.asymmetricKeyType}\` are not known`);
      }
      return [{ name: path, key, fingerprint: fingerprintOf(key) }];
    } catch {
      return report(path, `its \`${label}\` cannot be read`);
    }
  });
}

function rootsOf(source: Source, report: Report): readonly TrustRoot[] {
  const { values, problems } = readJson(source);
  const [first] = values;
  if (problems[0] !== undefined) return report(source.path, problems[0].message);
  const value = first?.value;
  if (!isObject(value) || values.length > 1) return report(source.path, 'it is no trusted root');
  const authorities = ['certificateAuthorities', 'timestampAuthorities', 'tlogs', 'ctlogs'];
  if (authorities.every((name) => arrayOf(value[name]).length === 0)) {
    return report(source.path, 'it names no certificate authority and no log');
  }
  const read = readRoot(value);
  return 'reason' in read ? report(source.path, read.reason) : [{ name: source.path, value }];
}
