import { signedKindOf } from '../sigstore/detect.js';

/** Whether a file holds signatures of images or files. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  const found = signedKindOf(uri, head);
  return found?.kind === 'signature' ? found.by : undefined;
}
