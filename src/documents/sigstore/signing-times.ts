import { arrayOf, isObject, objectOf } from '../json/fields.js';
import type { SignedContent } from './content.js';
import { sigstoreCore } from './libraries.js';
import type { SigningFacts, SigningTimestamp } from './types.js';

/**
 * When something was signed, as logs and timestamp authorities say.
 *
 * @param isVerified whether the entries and timestamps of the file were verified
 */
export function signingTimes(
  { tlog, timestamps, bundle }: SignedContent,
  isVerified: boolean,
): Pick<SigningFacts, 'tlog' | 'timestamps' | 'signedAt'> {
  const entries = arrayOf(objectOf(bundle?.['verificationMaterial'])['tlogEntries']).map(objectOf);
  const logged = tlog.flatMap(({ integratedTime }, at): SigningTimestamp[] => {
    if (integratedTime === null) return [];
    // Only with its signed promise does a log vouch for the time.
    const isPromised = isObject(entries[at]?.['inclusionPromise']);
    return [{ type: 'tlog', time: integratedTime, verified: isVerified && isPromised }];
  });
  const stamped = timestamps.flatMap((der): SigningTimestamp[] => {
    const time = timeOf(der);
    return time === undefined ? [] : [{ type: 'rfc3161', time, verified: isVerified }];
  });
  const all = [...logged, ...stamped];
  const [first] = all.flatMap(({ time, verified }) => (verified ? [time] : [])).sort();
  return {
    tlog: tlog.map((entry) => ({ ...entry, verified: isVerified })),
    timestamps: all,
    signedAt: first ?? null,
  };
}

function timeOf(der: Uint8Array): string | undefined {
  try {
    return sigstoreCore().RFC3161Timestamp.parse(Buffer.from(der)).signingTime.toISOString();
  } catch {
    return undefined;
  }
}
