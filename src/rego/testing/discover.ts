/** Tests in modules, after OPA's conventions. */
import { type Position, positionAt } from '../../diagnostics/source.js';
import { groundPrefix, pathText } from '../analysis/names.js';
import type * as ast from '../syntax/ast.js';

/** One test: a rule with a name that begins with `test_` or `todo_test_`. */
export interface TestRule {
  /** `data.a.b_test` */
  readonly package: string;
  /** Further rules of one name in a package are told apart by a number: `test_x`, `test_x#01`, … */
  readonly name: string;
  /** The slash-separated path below `data`. */
  readonly entrypoint: string;
  readonly file: string;
  readonly position: Position;
  /** To be skipped: its name begins with `todo_`. */
  readonly isTodo: boolean;
  /** Whether vars in its head name cases. */
  readonly hasCases: boolean;
  /** The rule itself, as it was parsed. */
  readonly rule: ast.Rule;
}

const TEST = /^(?:todo_)?test_/;

export function discoverTests(modules: readonly ast.Module[]): TestRule[] {
  const found: TestRule[] = [];
  const seen = new Map<string, number>();
  for (const module of modules) {
    const path = groundPrefix(module.package.path);
    for (const rule of module.rules) {
      const { head } = rule;
      const name = testName(head);
      if (name === undefined || rule.default) continue;
      const { source, start } = head.span;
      const entrypoint = [...path.slice(1), name].join('/');
      const number = seen.get(entrypoint) ?? 0;
      seen.set(entrypoint, number + 1);
      found.push({
        package: pathText(path),
        name: number === 0 ? name : `${name}#${String(number).padStart(2, '0')}`,
        entrypoint,
        file: source.path,
        position: positionAt(source, start),
        isTodo: name.startsWith('todo_'),
        hasCases: caseKeys(head).length > 0,
        rule,
      });
    }
  }
  return found;
}

/** The name of a test; undefined for any other rule. */
export function testName({ ref }: ast.Head): string | undefined {
  const [first] = ref.parts;
  return first?.kind === 'var' && TEST.test(first.name) ? first.name : undefined;
}

/** What names the cases of a test: the parts of its head behind its name, where vars are among them. */
export function caseKeys({ ref }: ast.Head): readonly ast.Term[] {
  const keys = ref.parts.slice(1);
  return keys.every(({ kind }) => kind === 'string') ? [] : keys;
}
