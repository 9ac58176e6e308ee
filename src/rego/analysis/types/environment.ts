import type * as ast from '../../syntax/ast.js';
import type { DocumentNode } from './document-types.js';
import type { Type } from './type.js';

export type Comprehension = ast.ArrayComprehension | ast.SetComprehension | ast.ObjectComprehension;

/** What all bodies of a rule share. */
export interface Surroundings {
  /** What is known of documents: by the rule's schemas first, then by other rules. */
  readonly roots: readonly DocumentNode[];
  /** The types of a comprehension's vars; undefined where its body is wrong. */
  readonly within: (term: Comprehension, around: Environment) => Environment | undefined;
}

/** Types of the vars of a body, which sees those of the bodies around it. */
export class Environment {
  private readonly types = new Map<string, Type>();

  constructor(
    readonly surroundings: Surroundings,
    private readonly parent?: Environment,
  ) {}

  get(name: string): Type | undefined {
    return this.types.get(name) ?? this.parent?.get(name);
  }

  set(name: string, type: Type): void {
    this.types.set(name, type);
  }

  /** The types of a body within this one. */
  nested(): Environment {
    return new Environment(this.surroundings, this);
  }
}
