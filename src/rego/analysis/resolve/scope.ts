import type { Span } from '../../../diagnostics/source.js';

type Kind = 'argument' | 'assigned' | 'declared' | 'implicit';

interface Entry {
  readonly unique: string;
  readonly kind: Kind;
  readonly span: Span;
  used: boolean;
}

/** The vars of one body, in the scope of the bodies around it. */
export class Scope {
  private readonly entries = new Map<string, Entry>();
  /** Names that an expression further down declares: using them before is an error. */
  readonly pending = new Set<string>();
  /** Pending names that were used already. */
  readonly usedEarly = new Set<string>();

  /** @param before how many faults were known before the body was looked at */
  constructor(
    readonly parent: Scope | undefined,
    readonly before = 0,
  ) {}

  own(name: string): Entry | undefined {
    return this.entries.get(name);
  }

  /** What a name means here: the nearest entry, `pending`, or undefined where no body binds it. */
  find(name: string): Entry | 'pending' | undefined {
    const entry = this.entries.get(name);
    if (entry !== undefined) return entry;
    const outer = this.parent?.find(name);
    if (!this.pending.has(name)) {
      // What a body around this one declares later on is not what is meant here.
      return outer === 'pending' ? undefined : outer;
    }
    // Before this body declares a name, it may be one of a body around.
    const isKnown = outer !== undefined && outer !== 'pending';
    return isKnown && (outer.kind !== 'implicit' || outer.used) ? outer : 'pending';
  }

  declare(name: string, unique: string, kind: Kind, span: Span): void {
    this.pending.delete(name);
    this.entries.set(name, { unique, kind, span, used: false });
  }

  /** Declared or assigned vars that nothing reads. */
  unused(kind: 'declared' | 'assigned' | 'argument'): { name: string; span: Span }[] {
    return [...this.entries]
      .filter(([, entry]) => entry.kind === kind && !entry.used)
      .map(([name, { span }]) => ({ name, span }));
  }
}
