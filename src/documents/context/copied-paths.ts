import type { Document } from '../../model/document.js';

/** The parts of a Dockerfile document that say what is copied from the context. */
interface Copies {
  readonly stages?: readonly { readonly instr: readonly CopyInstruction[] }[];
}

interface CopyInstruction {
  readonly kw: string;
  readonly copy?: { readonly srcs: readonly string[]; readonly from: string | null };
}

/** Paths are taken up to this number. */
const MOST = 500;

/** What a Dockerfile copies from its context, cleaned: `./src/` is `src`. Patterns and URLs are left out. */
export function copiedPaths(dockerfile: Document): readonly string[] {
  const { stages = [] } = dockerfile.value as Copies;
  const found = new Set<string>();
  for (const { instr } of stages) {
    for (const { copy } of instr) {
      if (copy === undefined || copy.from !== null) continue;
      for (const source of copy.srcs) {
        const path = source.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
        const isPath =
          path !== '' && path !== '.' && !/[*?[\\$]|^[a-z]+:|(^|\/)\.\.(\/|$)/i.test(path);
        if (isPath && found.size < MOST) found.add(path);
      }
    }
  }
  return [...found];
}
