/** Whether a query fits a schema, after the rules of the GraphQL specification. */
import type { BuiltinError } from '../declaration.js';
import {
  type ArgumentNode,
  type Definition,
  type DirectiveNode,
  type FieldDefinition,
  type FragmentNode,
  namedType,
  type OperationNode,
  type Positions,
  type QueryDocument,
  type SelectionNode,
  typeText,
  type ValueNode,
  type VariableDefinitionNode,
} from './ast.js';
import { checkValue } from './check-value.js';
import { syntaxError } from './lexer.js';
import { possibleTypes, type Schema } from './schema.js';

const TYPENAME: FieldDefinition = {
  Description: '',
  Name: '__typename',
  Type: { NamedType: 'String', NonNull: true },
};

/** @returns what is wrong, in the order of the text; empty for a query that fits */
export function validate(
  schema: Schema,
  document: QueryDocument,
  positions: Positions,
): BuiltinError[] {
  return new Validator(schema, document, positions).run();
}

/** Variables as one operation declares and uses them. */
interface Usage {
  readonly name: string;
  readonly declared: ReadonlyMap<string, VariableDefinitionNode>;
  readonly used: Set<string>;
  /** Fragments that the operation went into. */
  readonly entered: Set<string>;
}

class Validator {
  private readonly errors: BuiltinError[] = [];
  private readonly fragments: ReadonlyMap<string, FragmentNode>;
  private readonly spread = new Set<string>();

  constructor(
    private readonly schema: Schema,
    private readonly document: QueryDocument,
    private readonly positions: Positions,
  ) {
    this.fragments = new Map((document.Fragments ?? []).map((item) => [item.Name, item]));
  }

  run(): BuiltinError[] {
    const { Operations: operations = [], Fragments: fragments = [] } = this.document;
    const names = operations.map(({ Name }) => Name);
    for (const operation of operations) {
      if (operation.Name === '' && operations.length > 1) {
        this.fail(operation, 'This anonymous operation must be the only defined operation.');
      }
      if (
        operation.Name !== '' &&
        names.indexOf(operation.Name) !== operations.indexOf(operation)
      ) {
        this.fail(operation, `There can be only one operation named "${operation.Name}".`);
      }
      this.operation(operation);
    }
    for (const [index, fragment] of fragments.entries()) {
      if (fragments.findIndex(({ Name }) => Name === fragment.Name) !== index) {
        this.fail(fragment, `There can be only one fragment named "${fragment.Name}".`);
      }
      const type = this.schema.types.get(fragment.TypeCondition);
      if (type === undefined) this.fail(fragment, `Unknown type "${fragment.TypeCondition}".`);
      if (!this.spread.has(fragment.Name)) {
        this.fail(fragment, `Fragment "${fragment.Name}" is never used.`);
        const usage = {
          name: '',
          declared: new Map(),
          used: new Set<string>(),
          entered: new Set([fragment.Name]),
        };
        if (type)
          this.selections(
            fragment.SelectionSet ?? [],
            type,
            { ...usage, declared: new Map() },
            false,
          );
      }
      this.checkCycle(fragment);
    }
    return this.errors;
  }

  private fail(node: object, message: string): void {
    this.errors.push(syntaxError(message, this.positions.get(node) ?? { line: 1, column: 1 }));
  }

  private operation(operation: OperationNode): void {
    const root = this.schema.roots.get(operation.Operation);
    const variables = operation.VariableDefinitions ?? [];
    const usage: Usage = {
      name: operation.Name,
      declared: new Map(variables.map((item) => [item.Variable, item])),
      used: new Set(),
      entered: new Set(),
    };
    for (const [index, variable] of variables.entries()) {
      if (variables.findIndex(({ Variable }) => Variable === variable.Variable) !== index) {
        this.fail(variable, `There can be only one variable named "$${variable.Variable}".`);
      }
      const type = this.schema.types.get(namedType(variable.Type));
      if (type === undefined) this.fail(variable, `Unknown type "${namedType(variable.Type)}".`);
      else if (!['SCALAR', 'ENUM', 'INPUT_OBJECT'].includes(type.Kind)) {
        this.fail(
          variable,
          `Variable "$${variable.Variable}" cannot be non-input type "${typeText(variable.Type)}".`,
        );
      } else if (variable.DefaultValue) {
        this.value(variable.DefaultValue, variable.Type, usage);
      }
    }
    this.directives(operation.Directives, operation.Operation.toUpperCase(), usage);
    if (root === undefined) {
      this.fail(operation, `Schema does not support operation type "${operation.Operation}"`);
      return;
    }
    const selections = operation.SelectionSet ?? [];
    if (operation.Operation === 'subscription' && selections.length > 1) {
      const what =
        operation.Name === '' ? 'Anonymous Subscription' : `Subscription "${operation.Name}"`;
      this.fail(operation, `${what} must select only one top level field.`);
    }
    this.selections(selections, root, usage, true);
    for (const [name, variable] of usage.declared) {
      if (usage.used.has(name)) continue;
      const where = operation.Name === '' ? '' : ` in operation "${operation.Name}"`;
      this.fail(variable, `Variable "$${name}" is never used${where}.`);
    }
  }

  private selections(
    list: readonly SelectionNode[],
    parent: Definition,
    usage: Usage,
    judgeVariables: boolean,
  ): void {
    const answers = new Map<string, SelectionNode>();
    for (const selection of list) {
      if (selection.Alias !== undefined) {
        const other = answers.get(selection.Alias);
        if (other !== undefined && !isSame(other, selection)) {
          this.fail(
            other,
            `Fields "${selection.Alias}" conflict because ${reason(other, selection)}. Use different aliases on the fields to fetch both if this was intentional.`,
          );
        }
        answers.set(selection.Alias, selection);
        this.field(selection, parent, usage, judgeVariables);
      } else if (selection.Name !== undefined) {
        this.fragmentSpread(selection, parent, usage, judgeVariables);
      } else this.inlineFragment(selection, parent, usage, judgeVariables);
    }
  }

  private field(node: SelectionNode, parent: Definition, usage: Usage, judge: boolean): void {
    const name = node.Name ?? '';
    const definition = this.fieldOf(parent, name);
    this.directives(node.Directives, 'FIELD', usage);
    if (definition === undefined) {
      this.fail(node, `Cannot query field "${name}" on type "${parent.Name}".`);
      return;
    }
    this.arguments(node, node.Arguments ?? [], definition, parent, usage);
    const type = this.schema.types.get(namedType(definition.Type));
    if (type === undefined) return;
    const isLeaf = type.Kind === 'SCALAR' || type.Kind === 'ENUM';
    if (isLeaf && node.SelectionSet) {
      this.fail(
        node,
        `Field "${name}" must not have a selection since type "${type.Name}" has no subfields.`,
      );
    } else if (!isLeaf && !node.SelectionSet) {
      this.fail(
        node,
        `Field "${name}" of type "${typeText(definition.Type)}" must have a selection of subfields. Did you mean "${name} { ... }"?`,
      );
    } else if (node.SelectionSet) this.selections(node.SelectionSet, type, usage, judge);
  }

  private fieldOf(parent: Definition, name: string): FieldDefinition | undefined {
    if (name === '__typename') return TYPENAME;
    if (parent === this.schema.roots.get('query')) {
      if (name === '__schema')
        return { ...TYPENAME, Name: name, Type: { NamedType: '__Schema', NonNull: true } };
      if (name === '__type') {
        const argument = {
          Description: '',
          Name: 'name',
          Type: { NamedType: 'String', NonNull: true },
        };
        return {
          Description: '',
          Name: name,
          Arguments: [argument],
          Type: { NamedType: '__Type', NonNull: false },
        };
      }
    }
    return parent.Fields?.find((field) => field.Name === name);
  }

  private arguments(
    node: object,
    given: readonly ArgumentNode[],
    definition: Pick<FieldDefinition, 'Name' | 'Arguments'>,
    parent: Definition | undefined,
    usage: Usage,
  ): void {
    const what = parent
      ? `field "${parent.Name}.${definition.Name}"`
      : `directive "@${definition.Name}"`;
    for (const [index, argument] of given.entries()) {
      const known = definition.Arguments?.find(({ Name }) => Name === argument.Name);
      if (known === undefined)
        this.fail(argument, `Unknown argument "${argument.Name}" on ${what}.`);
      else this.value(argument.Value, known.Type, usage, known.DefaultValue !== undefined);
      if (given.findIndex(({ Name }) => Name === argument.Name) !== index) {
        this.fail(argument, `There can be only one argument named "${argument.Name}".`);
      }
    }
    for (const wanted of definition.Arguments ?? []) {
      const isGiven = given.some(({ Name }) => Name === wanted.Name);
      if (isGiven || !wanted.Type.NonNull || wanted.DefaultValue !== undefined) continue;
      const name = parent ? `Field "${definition.Name}"` : `Directive "@${definition.Name}"`;
      this.fail(
        node,
        `${name} argument "${wanted.Name}" of type "${typeText(wanted.Type)}" is required, but it was not provided.`.replace(
          /\.$/,
          '',
        ),
      );
    }
  }

  private value(
    value: ValueNode,
    type: FieldDefinition['Type'],
    usage: Usage,
    hasDefault = false,
  ): void {
    checkValue(this.schema, value, type, {
      fail: (node, message) => this.fail(node, message),
      hasDefault,
      variable: (name) => {
        usage.used.add(name);
        const declared = usage.declared.get(name);
        if (declared === undefined && usage.name !== undefined && !usage.entered.has('')) {
          const where = usage.name === '' ? '' : ` by operation "${usage.name}"`;
          this.fail(value, `Variable "$${name}" is not defined${where}.`);
        }
        return declared;
      },
    });
  }

  private directives(
    list: readonly DirectiveNode[] | undefined,
    location: string,
    usage: Usage,
  ): void {
    const seen = new Set<string>();
    for (const directive of list ?? []) {
      const definition = this.schema.directives.get(directive.Name);
      if (definition === undefined) {
        this.fail(directive, `Unknown directive "@${directive.Name}".`);
        continue;
      }
      if (!definition.Locations?.includes(location)) {
        this.fail(directive, `Directive "@${directive.Name}" may not be used on ${location}.`);
      }
      if (seen.has(directive.Name) && !definition.IsRepeatable) {
        this.fail(
          directive,
          `The directive "@${directive.Name}" can only be used once at this location.`,
        );
      }
      seen.add(directive.Name);
      this.arguments(directive, directive.Arguments ?? [], definition, undefined, usage);
    }
  }

  private fragmentSpread(
    node: SelectionNode,
    parent: Definition,
    usage: Usage,
    judge: boolean,
  ): void {
    const name = node.Name ?? '';
    this.spread.add(name);
    this.directives(node.Directives, 'FRAGMENT_SPREAD', usage);
    const fragment = this.fragments.get(name);
    if (fragment === undefined) {
      this.fail(node, `Unknown fragment "${name}".`);
      return;
    }
    const type = this.schema.types.get(fragment.TypeCondition);
    if (type === undefined) return;
    if (!this.canSpread(parent, type)) {
      this.fail(
        node,
        `Fragment "${name}" cannot be spread here as objects of type "${parent.Name}" can never be of type "${type.Name}".`,
      );
    }
    if (usage.entered.has(name)) return;
    usage.entered.add(name);
    this.directives(fragment.Directives, 'FRAGMENT_DEFINITION', usage);
    this.selections(fragment.SelectionSet ?? [], type, usage, judge);
  }

  private inlineFragment(
    node: SelectionNode,
    parent: Definition,
    usage: Usage,
    judge: boolean,
  ): void {
    this.directives(node.Directives, 'INLINE_FRAGMENT', usage);
    const condition = node.TypeCondition ?? '';
    const type = condition === '' ? parent : this.schema.types.get(condition);
    if (type === undefined) {
      this.fail(node, `Unknown type "${condition}".`);
      return;
    }
    if (!['OBJECT', 'INTERFACE', 'UNION'].includes(type.Kind)) {
      this.fail(node, `Fragment cannot condition on non composite type "${type.Name}".`);
      return;
    }
    if (!this.canSpread(parent, type)) {
      this.fail(
        node,
        `Fragment cannot be spread here as objects of type "${parent.Name}" can never be of type "${type.Name}".`,
      );
    }
    this.selections(node.SelectionSet ?? [], type, usage, judge);
  }

  private canSpread(parent: Definition, type: Definition): boolean {
    const mine = possibleTypes(this.schema, parent);
    return [...possibleTypes(this.schema, type)].some((name) => mine.has(name));
  }

  private checkCycle(fragment: FragmentNode): void {
    const visit = (list: readonly SelectionNode[], way: readonly string[]): void => {
      for (const { Alias, Name, SelectionSet } of list) {
        if (SelectionSet) visit(SelectionSet, way);
        if (Alias !== undefined || Name === undefined) continue;
        if (Name === fragment.Name) {
          const via = way.map((name) => `"${name}"`).join(', ');
          this.fail(
            fragment,
            `Cannot spread fragment "${Name}" within itself${via && ` via ${via}`}.`,
          );
        } else if (!way.includes(Name)) {
          visit(this.fragments.get(Name)?.SelectionSet ?? [], [...way, Name]);
        }
      }
    };
    visit(fragment.SelectionSet ?? [], []);
  }
}

/** Whether two fields of one answer ask for the same. */
function isSame(a: SelectionNode, b: SelectionNode): boolean {
  return (
    a.Name === b.Name && JSON.stringify(a.Arguments ?? []) === JSON.stringify(b.Arguments ?? [])
  );
}

function reason(a: SelectionNode, b: SelectionNode): string {
  return a.Name === b.Name
    ? 'they have differing arguments'
    : `"${a.Name}" and "${b.Name}" are different fields`;
}
