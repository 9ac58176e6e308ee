import type { DocumentKind } from '../../model/document.js';
import { contextDocument } from './context-document.js';

export const context: DocumentKind = {
  name: 'context',
  about: 'ignore file of a build context',
  detect: (uri) => (/(^|\/)[^/]*\.(docker|container)ignore$/i.test(uri) ? 'name' : undefined),
  parse: ({ uri, bytes }) => {
    const folder = uri.includes('/') ? uri.slice(0, uri.lastIndexOf('/')) : '';
    const ofDockerfile = /^(.*[^/])\.(docker|container)ignore$/i.exec(uri)?.[1];
    return contextDocument({
      uri,
      bytes,
      folder,
      ...(ofDockerfile !== undefined && { dockerfile: ofDockerfile }),
    });
  },
};
