import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const dockerfile: DocumentKind = {
  name: 'dockerfile',
  about: 'Dockerfile or Containerfile',
  detect,
  parse,
};
