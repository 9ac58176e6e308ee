import { signedKindOf } from '../sigstore/detect.js';

/** Whether a file holds statements about images or files, signed or not. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  const found = signedKindOf(uri, head);
  return found?.kind === 'attestation' ? found.by : undefined;
}
