import { positionAt, type Source, type Span } from '../../../diagnostics/source.js';
import type * as ast from '../ast.js';

/** A `# METADATA` block: comment lines in the first column, one below the other. */
export interface Block {
  readonly span: Span;
  /** The YAML behind the first line; its line n is the n-th comment behind that one. */
  readonly text: string;
  readonly comments: readonly ast.Comment[];
}

/** The blocks of a file. As in OPA, a line that begins with the word begins one. */
export function metadataBlocks(source: Source, comments: readonly ast.Comment[]): Block[] {
  if (!comments.some(isFirst)) return [];
  const lines = comments.map((comment) => ({ comment, ...positionAt(source, comment.span.start) }));
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i];
    if (first === undefined || first.column !== 1 || !isFirst(first.comment)) continue;
    const block = [first.comment];
    for (;;) {
      const next = lines[i + 1];
      const continues = next?.line === first.line + block.length && next.column === 1;
      if (!continues || isFirst(next.comment)) break;
      block.push(next.comment);
      i++;
    }
    const last = block.at(-1) as ast.Comment;
    blocks.push({
      span: { source, start: first.comment.span.start, end: last.span.end },
      text: block
        .slice(1)
        .map(({ text }) => text.replace(/^ /, ''))
        .join('\n'),
      comments: block,
    });
  }
  return blocks;
}

function isFirst({ text }: ast.Comment): boolean {
  return /^\s*METADATA/.test(text);
}
