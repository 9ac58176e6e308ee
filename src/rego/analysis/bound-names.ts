/** Names that are bound. */
export interface Names {
  has(name: string): boolean;
}

/** Further names over those bound before, which are not copied. */
export class Layer implements Names {
  /** Made for the first name: most layers never get one. */
  private own: Set<string> | undefined;
  constructor(private readonly outer: Names) {}

  get added(): ReadonlySet<string> {
    return this.own ?? NO_NAMES;
  }

  has(name: string): boolean {
    return this.own?.has(name) === true || this.outer.has(name);
  }

  add(name: string): void {
    this.own ??= new Set();
    this.own.add(name);
  }
}

export const NO_NAMES: ReadonlySet<string> = new Set();

/** The names that are bound everywhere. */
export const isRoot = (name: string) => name === 'input' || name === 'data';
