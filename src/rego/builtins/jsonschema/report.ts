/** What did not match, in the order of finding, and how much did: the score decides which of several schemas came nearest. */
export interface Mismatch {
  readonly type: string;
  readonly field: string;
  readonly description: string;
}

export class Report {
  readonly mismatches: Mismatch[] = [];
  score = 0;

  get valid(): boolean {
    return this.mismatches.length === 0;
  }

  add(path: readonly string[], type: string, description: string): void {
    const field = fieldName(path);
    this.mismatches.push({ type, field, description });
    this.score -= 2;
  }

  merge(other: Report): void {
    this.mismatches.push(...other.mismatches);
    this.score += other.score;
  }
}

/** The name that messages give to a place in the document. */
export const fieldName = (path: readonly string[]): string =>
  path.length === 0 ? '(Root)' : path.join('.');
