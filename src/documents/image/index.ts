import { invariant } from '../../diagnostics/invariant.js';
import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parseAll } from './parse.js';

export const image: DocumentKind = {
  name: 'image',
  about: 'built image: OCI layout, archive, config, manifest, docker inspect or history',
  detect,
  parse: (file, context) => {
    const [first] = parseAll(file, context);
    invariant(first !== undefined, 'an image file gives at least one document');
    return first;
  },
  parseAll,
  isStreamed: true,
};
