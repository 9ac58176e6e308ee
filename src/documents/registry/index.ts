import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const registry: DocumentKind = {
  name: 'registry',
  about:
    'configuration of Harbor (`harbor.yml`), or its projects, robots and immutability rules as its API gives them',
  detect,
  parse,
};
