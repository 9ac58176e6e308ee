/** Which schemas hold for a rule: those of its annotations, and of the document, package and packages above. */

import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { toValue } from '../../builtins/json-value.js';
import type { Value } from '../../builtins/value.js';
import type * as ast from '../../syntax/ast.js';
import * as errors from '../errors.js';
import { groundPrefix, pathText } from '../names.js';
import { DocumentNode, documentType } from '../types/document-types.js';
import type { Type } from '../types/type.js';
import { overridden } from './override.js';
import { parseSchemaPath } from './schema-path.js';
import { typeOfSchema } from './schema-type.js';

/** Schema documents by the path that annotations name them by, such as `schema.a.b`. */
export type SchemaSet = ReadonlyMap<string, Value>;

interface Binding {
  /** From `input` or `data` down. */
  readonly path: readonly string[];
  /** The path of a schema, or one that stands in the annotation. */
  readonly schema: string | { readonly definition: unknown };
}

export class RuleSchemas {
  private readonly subpackages: { path: string; bindings: readonly Binding[] }[] = [];
  private readonly packages = new Map<string, Binding[]>();
  private readonly documents = new Map<string, Binding[]>();
  private readonly rules = new Map<ast.Rule, Binding[]>();
  private readonly types = new Map<Binding, Type | string | undefined>();
  readonly isEmpty: boolean;

  /** @param schemas the schemas that were given; undefined where none were: annotations that name some are left aside */
  constructor(
    modules: readonly ast.Module[],
    private readonly schemas: SchemaSet | undefined,
  ) {
    for (const module of modules) for (const one of module.annotations) this.add(module, one);
    this.subpackages.sort((a, b) => a.path.length - b.path.length);
    const { subpackages, packages, documents, rules } = this;
    this.isEmpty = subpackages.length + packages.size + documents.size + rules.size === 0;
  }

  private add(module: ast.Module, { scope, value, target }: ast.Annotations): void {
    const bindings = bindingsOf(value['schemas']);
    if (bindings.length === 0) return;
    const packagePath = pathText(groundPrefix(module.package.path));
    const rule = target.kind === 'rule' ? module.rules[target.index] : undefined;
    if (scope === 'subpackages') this.subpackages.push({ path: packagePath, bindings });
    else if (scope === 'package') append(this.packages, packagePath, bindings);
    else if (rule === undefined) return;
    else if (scope === 'document') {
      append(this.documents, pathText(groundPrefix(rule.head.ref)), bindings);
    } else append(this.rules, rule, bindings);
  }

  /**
   * What a rule's schemas say of documents; undefined where there are none.
   *
   * @param known what is known of documents anyway
   */
  documentsOf(
    rule: ast.Rule,
    module: ast.Module,
    known: DocumentNode,
    diagnostics: Diagnostic[],
  ): DocumentNode | undefined {
    if (this.isEmpty) return undefined;
    const bindings = this.bindingsFor(rule, module);
    if (bindings.length === 0) return undefined;
    const documents = new DocumentNode('');
    for (const binding of bindings) {
      const type = this.typeOf(binding);
      if (type === undefined) continue;
      if (typeof type === 'string') {
        diagnostics.push(errors.schemaFault(type, rule.span));
        continue;
      }
      const [root = '', ...rest] = binding.path;
      const before = documentType([documents, known], [{ key: root }]);
      documents.put([root], overridden(before, rest, type));
    }
    return documents;
  }

  /** The outermost first: later ones are put over them. */
  private bindingsFor(rule: ast.Rule, module: ast.Module): Binding[] {
    const packagePath = pathText(groundPrefix(module.package.path));
    const above = this.subpackages
      .filter(({ path }) => packagePath === path || /^[.[]/.test(afterPrefix(packagePath, path)))
      .flatMap(({ bindings }) => bindings);
    return [
      ...above,
      ...(this.packages.get(packagePath) ?? []),
      ...(this.documents.get(pathText(groundPrefix(rule.head.ref))) ?? []),
      ...(this.rules.get(rule) ?? []),
    ];
  }

  private typeOf(binding: Binding): Type | string | undefined {
    if (!this.types.has(binding)) this.types.set(binding, this.readType(binding));
    return this.types.get(binding);
  }

  private readType({ schema }: Binding): Type | string | undefined {
    if (typeof schema !== 'string') return typeOfSchema(toValue(schema.definition));
    if (this.schemas === undefined) return undefined;
    const document = this.schemas.get(schema);
    return document === undefined ? `undefined schema: ${schema}` : typeOfSchema(document);
  }
}

function afterPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}

function append<Key>(map: Map<Key, Binding[]>, key: Key, bindings: readonly Binding[]): void {
  map.set(key, [...(map.get(key) ?? []), ...bindings]);
}

/** `schemas:` is a list of mappings of one path to one schema each; what is not is told by the parser. */
function bindingsOf(schemas: unknown): Binding[] {
  if (!Array.isArray(schemas)) return [];
  return schemas.flatMap((item: unknown): Binding[] => {
    if (typeof item !== 'object' || item === null) return [];
    return Object.entries(item).flatMap(([key, schema]: [string, unknown]): Binding[] => {
      const path = parseSchemaPath(key);
      if (path === undefined) return [];
      if (typeof schema !== 'string') return [{ path, schema: { definition: schema } }];
      const named = parseSchemaPath(schema);
      return named === undefined ? [] : [{ path, schema: pathText(named) }];
    });
  });
}
