/** An image reference taken apart, `docker.io` and `library/` filled in as Docker does. */
export interface ImageReference {
  /** Lower case: names of hosts have no case. */
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Hexadecimal digits of each kind of digest. */
const DIGEST = /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

const PART = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${PART}(?:/${PART})*$`);

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const REGISTRY = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);

const TAG = /^\w[\w.-]{0,127}$/;

/** Longer names are none. */
const LONGEST = 255;

/**
 * Takes an image reference apart, after the grammar of the distribution project.
 *
 * The first component is a registry only if it has a `.`, a `:` or a capital letter, or is `localhost`: `localhost:5000/x` has a port and
 * no tag. Undefined for what is no reference, 64 hexadecimal digits among it, which are an id.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (/^[0-9a-f]{64}$/.test(text)) return undefined;
  const parts = split(text, /[.:A-Z]/);
  const { registry, repository, tag, digest } = parts;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  if (!REPOSITORY.test(repository)) return undefined;
  // Docker takes a host with an underscore, which is none, for a part of the name.
  const isHost = REGISTRY.test(registry);
  if (!isHost && !REPOSITORY.test(registry)) return undefined;
  const length = isHost ? repository.length : registry.length + 1 + repository.length;
  if (length > LONGEST) return undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  return { ...parts, registry: registry.toLowerCase() };
}

/** The same for a pattern: globs (`*`, `**`, `?`) are allowed in every part but the digest. */
export function parseImagePattern(text: string): ImageReference | undefined {
  const parts = split(text, /[.:*]/);
  const { registry, repository, tag, digest } = parts;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  if (!/^[a-z0-9*?._/-]+$/.test(repository) || /(^|\/)(\/|$)/.test(repository)) return undefined;
  if (!/^[A-Za-z0-9*?.-]+(:[0-9*]+)?$/.test(registry)) return undefined;
  if (tag !== undefined && !/^[\w*?][\w.*?-]{0,127}$/.test(tag)) return undefined;
  return { ...parts, registry: registry.toLowerCase() };
}

/** The parts as they are written, the names of Docker's own registry brought together. */
function split(text: string, ofRegistry: RegExp): ImageReference {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const hasRegistry = first === 'localhost' || ofRegistry.test(first);
  const registry = hasRegistry ? first : 'docker.io';
  const rest = hasRegistry ? named.slice(slash + 1) : named;
  const colon = rest.lastIndexOf(':');
  const tag = colon > rest.lastIndexOf('/') ? rest.slice(colon + 1) : undefined;
  const path = tag === undefined ? rest : rest.slice(0, colon);
  const isHub = registry === 'docker.io' || registry === 'index.docker.io';
  return {
    registry: isHub ? 'docker.io' : registry,
    repository: isHub && !path.includes('/') && path !== '**' ? `library/${path}` : path,
    ...(tag !== undefined && { tag }),
    ...(at >= 0 && { digest: text.slice(at + 1) }),
  };
}
