import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse, parseAll } from './parse.js';

export const attestation: DocumentKind = {
  name: 'attestation',
  about:
    'in-toto statements, such as SLSA provenance, bare or in DSSE envelopes and sigstore bundles',
  detect,
  parse,
  parseAll,
};
