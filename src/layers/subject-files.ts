import { positionAt } from '../diagnostics/source.js';
import { matchesGlob } from '../model/glob.js';
import type { LockConflict } from '../model/policy.js';
import type { Placed } from '../model/settings.js';
import type { LayerRules } from './merge-layers.js';

/** Whether the rules of a layer see a file. */
export type SeesFile = (layer: LayerRules, uri: string) => boolean;

/**
 * `include` and `exclude` of a layer concern its own rules and those below it. The first layer above `std` speaks for `std` as well;
 * where any other layer tries to hide files from rules above it, that is a conflict, and they see the files all the same.
 */
export function subjectFiles(stack: readonly LayerRules[]): {
  sees: SeesFile;
  conflicts: LockConflict[];
} {
  const [first] = stack.filter(({ layer }) => layer.kind !== 'std');
  const conflicts = stack
    .filter((entry) => entry !== first && entry.layer.kind !== 'std')
    .flatMap((entry) => attempts(entry, first as LayerRules));
  const sees: SeesFile = (input, uri) => {
    const position = stack.indexOf(input);
    const speaking = stack.filter((other, index) => index <= position || other === first);
    return speaking.every((other) => lets(other, uri));
  };
  return { sees, conflicts };
}

function lets({ layer }: LayerRules, uri: string): boolean {
  const { include, exclude } = layer.settings;
  const prefix = layer.folder === '' ? '' : `${layer.folder}/`;
  if (!uri.startsWith(prefix)) return true;
  const path = uri.slice(prefix.length);
  const matches = (list: readonly Placed<string>[]) =>
    list.some(({ value }) => matchesGlob(value, path));
  return (include.length === 0 || matches(include)) && !matches(exclude);
}

function attempts({ layer }: LayerRules, first: LayerRules): LockConflict[] {
  const { include, exclude } = layer.settings;
  const narrowing = include.some(({ value }) => value === '**') ? [] : include;
  return [
    ...narrowing.map((written) => ({ field: 'include', written })),
    ...exclude.map((written) => ({ field: 'exclude', written })),
  ].map(({ field, written: { value, span } }) => {
    const { line, column } = positionAt(span.source, span.start);
    return {
      rule: '*',
      field,
      asked: {
        layer: layer.name,
        file: span.source.path,
        line,
        column,
        digest: layer.digest,
        value,
      },
      effective: [],
      decidedBy: { layer: first.layer.name, digest: first.layer.digest },
      reason: 'it concerns the rules of its own layer only: rules above it see all files',
      askedAt: span,
    };
  });
}

/** The layers that count for files: nested repo layers only where one of them lies below their folder. */
export function stackFor(
  stack: readonly LayerRules[],
  uris: readonly string[],
): readonly LayerRules[] {
  const isBelow = (folder: string) => uris.some((uri) => uri.startsWith(`${folder}/`));
  return stack.filter(({ layer }) => layer.folder === '' || isBelow(layer.folder));
}
