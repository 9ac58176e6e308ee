import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const vex: DocumentKind = {
  name: 'vex',
  about: 'VEX: what vulnerabilities do to products, as OpenVEX or CSAF',
  detect,
  parse,
};
