import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const ci: DocumentKind = {
  name: 'ci',
  about: 'workflow of GitHub Actions or pipeline of GitLab',
  detect,
  parse,
};
