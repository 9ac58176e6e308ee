/** Text joined from continued lines, with the offset of each of its characters; one more offset for the end. */
export interface Logical {
  readonly text: string;
  readonly at: readonly number[];
}

/** A part of a logical text with its places. The end of a part lies behind its last character, not at the next one. */
export function slice({ text, at }: Logical, start: number, end: number): Logical {
  const offsets = at.slice(start, end);
  const last = end > start ? (at[end - 1] as number) + 1 : (at[start] ?? at.at(-1) ?? 0);
  offsets.push(last);
  return { text: text.slice(start, end), at: offsets };
}
