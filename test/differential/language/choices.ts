/** Random choices that a seed repeats, and the names that are in sight while a policy is generated. */

export type Kind = 'number' | 'string' | 'boolean' | 'array' | 'set' | 'object' | 'any';

const KINDS: readonly Kind[] = ['number', 'string', 'boolean', 'array', 'set', 'object'];

/** A rule that later ones may refer to, by its path below the package. */
export interface KnownRule {
  readonly name: string;
  readonly kind: Kind;
  /** Kinds of the arguments; absent for rules that are no functions. */
  readonly args?: readonly Kind[];
}

export class Choices {
  private nextName = 0;
  readonly rules: KnownRule[] = [];

  constructor(readonly random: () => number) {}

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** From 0 up to, but without, `limit`. */
  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  kind(): Kind {
    return this.pick(KINDS);
  }

  /** One of these, each as likely as its weight. */
  weighted<T>(list: readonly (readonly [number, T])[]): T {
    const total = list.reduce((sum, [weight]) => sum + weight, 0);
    let die = this.random() * total;
    for (const [weight, item] of list) {
      die -= weight;
      if (die < 0) return item;
    }
    return (list.at(-1) as readonly [number, T])[1];
  }

  fresh(prefix: string): string {
    return `${prefix}${this.nextName++}`;
  }

  rulesOf(kind: Kind, functions: boolean): readonly KnownRule[] {
    return this.rules.filter(
      (rule) =>
        (rule.args !== undefined) === functions &&
        (kind === 'any' || rule.kind === kind || rule.kind === 'any'),
    );
  }
}

/** The vars of a body and of those around it. */
export class Scope {
  private readonly vars: { readonly name: string; readonly kind: Kind }[];

  constructor(around?: Scope) {
    this.vars = [...(around?.vars ?? [])];
  }

  add(name: string, kind: Kind): string {
    this.vars.push({ name, kind });
    return name;
  }

  of(kind: Kind): readonly string[] {
    return this.vars
      .filter((item) => kind === 'any' || item.kind === kind || item.kind === 'any')
      .map(({ name }) => name);
  }
}
