import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const sbom: DocumentKind = {
  name: 'sbom',
  about: 'bill of materials: CycloneDX in JSON or XML; SPDX 2 in JSON or tag-value, SPDX 3 in JSON',
  detect,
  parse,
};
