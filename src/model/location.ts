/**
 * A place in a document that a finding may point at: lines and columns (1-based, UTF-16 units) where the text is small
 * enough to carry them, or a JSON pointer (RFC 6901) that is turned into a line only for findings.
 */
export type Location = TextLocation | PointerLocation;

export interface TextLocation {
  readonly uri: string;
  readonly line: number;
  readonly col: number;
  readonly endLine: number;
  readonly endCol: number;
}

export interface PointerLocation {
  readonly uri: string;
  readonly ptr: string;
}

/** A place in a verdict: always lines and columns where they could be computed. */
export interface ResolvedLocation {
  readonly uri: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly ptr?: string;
}
