import type { Document } from '../../model/document.js';
import type { Stage } from './types.js';

/**
 * A Dockerfile as it is built for one of its stages: that one is final, and what it does not need is not reachable.
 *
 * @param target a stage's name, in any case, or the number of one without a name, as `--target` of a build takes it
 * @returns undefined where the Dockerfile has no such stage
 */
export function withTarget(dockerfile: Document, target: string): Document | undefined {
  const stages = stagesOf(dockerfile);
  const chosen = stages.findLast(
    ({ name, index }) => (name ?? String(index)) === target.toLowerCase(),
  );
  if (chosen === undefined) return undefined;
  const built = stages.map((stage): Stage => {
    const final = stage === chosen;
    return { ...stage, final, reachable: final || chosen.ancestors.includes(stage.index) };
  });
  return { ...dockerfile, value: { ...dockerfile.value, stages: built } };
}

/** The names of its stages, for who is told that there is none of a name. */
export function stageNames(dockerfile: Document): readonly string[] {
  return stagesOf(dockerfile).flatMap(({ name }) => name ?? []);
}

function stagesOf({ value }: Document): readonly Stage[] {
  return (value as { readonly stages?: readonly Stage[] }).stages ?? [];
}
