import type { Document } from '../../model/document.js';
import { hasImage, type ImageGroup } from './image-groups.js';

/** The digests of the images that Dockerfiles build on or copy from. */
export function baseDigests(dockerfiles: readonly Document[]): ReadonlySet<string> {
  const references = dockerfiles.flatMap(
    ({ value }) => (value as { refs?: readonly { digest: string | null }[] }).refs ?? [],
  );
  return new Set(references.flatMap(({ digest }) => digest ?? []));
}

/** Signatures and statements about an image that is built on: they vouch for it, not for what is built. */
export function isAboutBase(group: ImageGroup, bases: ReadonlySet<string>): boolean {
  const { digests, members } = group;
  return (
    digests.size > 0 &&
    [...digests].every((digest) => bases.has(digest)) &&
    !hasImage(group) &&
    [...members].every(({ kind }) => kind === 'signature' || kind === 'attestation')
  );
}
