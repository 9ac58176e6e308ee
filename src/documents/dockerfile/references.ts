import { parseImageReference } from '../../model/image-reference.js';
import type { TextLocation } from '../../model/location.js';
import { type Expanded, expand, type Variables } from './lex.js';
import type { ImageRef } from './types.js';

/** A stage that a reference may mean. */
export interface NamedStage {
  readonly index: number;
  /** Lower case. */
  readonly name: string | null;
}

const NOTHING: Variables = new Map();

/** The image or stage that FROM names. Stage names are lower case there, and are not folded when they are looked up. */
export function baseReference(
  raw: string,
  { text: resolved, unresolved }: Expanded,
  loc: TextLocation,
  stages: readonly NamedStage[],
): ImageRef {
  const stage = stages.findLast(({ name }) => name !== null && name === resolved);
  return referenceOf({ raw, resolved, unresolved, use: 'from', loc }, stage?.index ?? null);
}

/**
 * The image or stage that `COPY --from`, a mount or the syntax directive names: a stage by its name in any case, or an image. Only COPY
 * may count the stages.
 */
export function sourceReference(
  raw: string,
  use: 'copy' | 'mount' | 'syntax',
  loc: TextLocation,
  before: readonly NamedStage[],
  escape: string,
): ImageRef {
  const { unresolved } = expand(raw, NOTHING, escape);
  const plain = { raw, resolved: raw, unresolved, use, loc };
  if (use === 'copy' && /^\+?\d+$/.test(raw)) {
    const isStage = before.some(({ index }) => index === Number(raw));
    return isStage ? referenceOf(plain, Number(raw)) : { ...plain, ...NO_IMAGE, stage: null };
  }
  const folded = raw.toLowerCase();
  const stage = before.findLast(({ name }) => name === folded);
  return referenceOf(plain, stage?.index ?? null);
}

const NO_IMAGE = { registry: null, repository: null, tag: null, digest: null };

function referenceOf(
  plain: Pick<ImageRef, 'raw' | 'resolved' | 'unresolved' | 'use' | 'loc'>,
  stage: number | null,
): ImageRef {
  const isImage = stage === null && plain.unresolved.length === 0 && plain.resolved !== 'scratch';
  const image = isImage ? parseImageReference(plain.resolved) : undefined;
  return {
    ...plain,
    registry: image?.registry ?? null,
    repository: image?.repository ?? null,
    tag: image?.tag ?? null,
    digest: image?.digest ?? null,
    stage,
  };
}
