/** An image reference taken apart, `docker.io` and `library/` filled in as Docker does. */
export interface ImageReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const DIGEST = /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/**
 * Takes an image reference apart; globs (`*`, `**`, `?`) are allowed in every part but the digest.
 *
 * The first component is a registry only if it has a `.` or a `:`, or is `localhost`: `localhost:5000/x` has a port and no tag.
 * Undefined for what is no reference.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  const [beforeDigest = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  const slash = beforeDigest.indexOf('/');
  const first = slash < 0 ? '' : beforeDigest.slice(0, slash);
  const hasRegistry = /[.:*]/.test(first) || first === 'localhost';
  const registry = hasRegistry ? first : 'docker.io';
  const rest = hasRegistry ? beforeDigest.slice(slash + 1) : beforeDigest;
  const colon = rest.lastIndexOf(':');
  const tag = colon > rest.lastIndexOf('/') ? rest.slice(colon + 1) : undefined;
  const path = tag === undefined ? rest : rest.slice(0, colon);
  if (!/^[a-z0-9*?._/-]+$/.test(path) || /(^|\/)(\/|$)/.test(path)) return undefined;
  if (!/^[A-Za-z0-9*?.-]+(:[0-9*]+)?$/.test(registry)) return undefined;
  if (tag !== undefined && !/^[\w*?][\w.*?-]{0,127}$/.test(tag)) return undefined;
  const isHub = registry === 'docker.io' || registry === 'index.docker.io';
  const repository = isHub && !path.includes('/') && path !== '**' ? `library/${path}` : path;
  return {
    registry: isHub ? 'docker.io' : registry.toLowerCase(),
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}
