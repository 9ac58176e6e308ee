import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const scan: DocumentKind = {
  name: 'scan',
  about: 'scan report: Trivy, Grype, npm audit or SARIF',
  detect,
  parse,
};
