import type { VexProduct } from './types.js';

interface Identified {
  readonly id: string;
  readonly purl?: string | undefined;
}

/** A product with the digests that its names hold: `pkg:oci/app@sha256%3A…`, `registry/app@sha256:…`. */
export function productOf(
  id: string,
  purl: string | undefined,
  digests: readonly string[],
  subcomponents: readonly Identified[],
): VexProduct {
  const named = [id, purl ?? ''].flatMap((text) =>
    [...text.matchAll(/@sha256(?::|%3A)([0-9a-f]{64})/gi)].map(([, hex = '']) => hex),
  );
  return {
    id,
    purl: purl ?? purlIn(id),
    digests: [
      ...new Set([
        ...digests.map((one) => one.toLowerCase()),
        ...named.map((hex) => `sha256:${hex.toLowerCase()}`),
      ]),
    ],
    subcomponents: subcomponents
      .filter((one) => one.id !== '')
      .map((one) => ({ id: one.id, purl: one.purl ?? purlIn(one.id) })),
  };
}

function purlIn(id: string): string | null {
  return id.startsWith('pkg:') ? id : null;
}
