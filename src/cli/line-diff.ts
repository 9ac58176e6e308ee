/** One line of a difference. */
interface Edit {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

/** Lines around a change that are shown as well. */
const CONTEXT = 3;

/** The difference of two texts by lines, in the unified format; empty where there is none. */
export function lineDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const edits = editsOf(linesOf(before), linesOf(after));
  const shown = edits.map((_, index) =>
    edits.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== ' '),
  );
  const out = [`--- ${path}`, `+++ ${path}`];
  let [old, fresh] = [1, 1];
  for (let at = 0; at < edits.length; ) {
    if (!shown[at]) {
      at++;
      old++;
      fresh++;
      continue;
    }
    let end = at;
    while (end < edits.length && shown[end]) end++;
    const hunk = edits.slice(at, end);
    const removed = hunk.filter(({ mark }) => mark !== '+').length;
    const added = hunk.filter(({ mark }) => mark !== '-').length;
    out.push(`@@ -${old},${removed} +${fresh},${added} @@`);
    out.push(...hunk.map(({ mark, line }) => mark + line));
    old += removed;
    fresh += added;
    at = end;
  }
  return `${out.join('\n')}\n`;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

/** Longest common subsequence between what both have at their ends; past a size, all between is replaced. */
function editsOf(before: readonly string[], after: readonly string[]): Edit[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before.at(-1 - tail) === after.at(-1 - tail)
  ) {
    tail++;
  }
  const same = (lines: readonly string[]) => lines.map((line): Edit => ({ mark: ' ', line }));
  return [
    ...same(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

const MOST_CELLS = 4_000_000;

function middle(before: readonly string[], after: readonly string[]): Edit[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > MOST_CELLS) {
    return [
      ...before.map((line): Edit => ({ mark: '-', line })),
      ...after.map((line): Edit => ({ mark: '+', line })),
    ];
  }
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      edits.push({ mark: ' ', line: before[i] as string });
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      edits.push({ mark: '-', line: before[i++] as string });
    } else edits.push({ mark: '+', line: after[j++] as string });
  }
  return edits;
}
