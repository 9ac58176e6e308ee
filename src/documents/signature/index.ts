import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse, parseAll } from './parse.js';

export const signature: DocumentKind = {
  name: 'signature',
  about: 'signatures of images: sigstore bundles and what cosign writes',
  detect,
  parse,
  parseAll,
};
