import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const scan: DocumentKind = {
  name: 'scan',
  about:
    'scan report: Trivy, Grype, Snyk, npm, yarn and pnpm audit, safety, pip-audit, Dependency-Check, osv-scanner, retire, govulncheck, SARIF and more',
  detect,
  parse,
};
