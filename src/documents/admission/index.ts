import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const admission: DocumentKind = {
  name: 'admission',
  about:
    'policies of a cluster that decide which images may run, of Kyverno, sigstore, Gatekeeper and others',
  detect,
  parse,
};
