import { parseImageReference } from '../../model/image-reference.js';
import type { TextLocation } from '../../model/location.js';
import { expand, type Variables } from './lex.js';
import type { ImageRef } from './types.js';

/** A stage that a reference may mean. */
export interface NamedStage {
  readonly index: number;
  /** Lower case. */
  readonly name: string | null;
}

/** What the base of a stage may be called with. */
const NOTHING: Variables = new Map();

/** The image or stage that FROM names. Stage names are lower case there, and are not folded when they are looked up. */
export function baseReference(
  raw: string,
  loc: TextLocation,
  stages: readonly NamedStage[],
  variables: Variables,
  escape: string,
): ImageRef {
  const { text: resolved, unresolved } = expand(raw, variables, escape);
  const stage = stages.findLast(({ name }) => name !== null && name === resolved);
  return referenceOf({ raw, resolved, unresolved, use: 'from', loc }, stage?.index ?? null);
}

/** The image or stage that `COPY --from`, a mount or the syntax directive names: an index, a name in any case, or an image. */
export function sourceReference(
  raw: string,
  use: 'copy' | 'mount' | 'syntax',
  loc: TextLocation,
  before: readonly NamedStage[],
  escape: string,
): ImageRef {
  const { unresolved } = expand(raw, NOTHING, escape);
  const folded = raw.toLowerCase();
  const index = /^\d+$/.test(raw) ? Number(raw) : -1;
  const stage =
    before.find((one) => one.index === index) ?? before.findLast(({ name }) => name === folded);
  return referenceOf({ raw, resolved: raw, unresolved, use, loc }, stage?.index ?? null);
}

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
