/** Nodes under the names that OPA's answers give them; what is empty or null is left out there. */

export interface TypeNode {
  readonly NamedType: string;
  readonly Elem?: TypeNode;
  readonly NonNull: boolean;
}

export interface ValueNode {
  readonly Raw: string;
  /** 0 variable, 1 int, 2 float, 3 string, 4 block string, 5 boolean, 6 null, 7 enum, 8 list, 9 object. */
  readonly Kind: number;
  readonly Children?: readonly { readonly Name: string; readonly Value: ValueNode }[];
  readonly ExpectedTypeHasDefault: boolean;
}

export interface ArgumentNode {
  readonly Name: string;
  readonly Value: ValueNode;
}

export interface DirectiveNode {
  readonly Name: string;
  readonly Arguments?: readonly ArgumentNode[];
  readonly Location: string;
}

export interface VariableDefinitionNode {
  readonly Variable: string;
  readonly Type: TypeNode;
  readonly DefaultValue?: ValueNode;
  readonly Directives?: readonly DirectiveNode[];
  readonly Used: boolean;
}

/** A field (with an alias), a fragment spread (a name alone), or an inline fragment (a type condition). */
export interface SelectionNode {
  readonly Alias?: string;
  readonly Name?: string;
  readonly TypeCondition?: string;
  readonly Arguments?: readonly ArgumentNode[];
  readonly Directives?: readonly DirectiveNode[];
  readonly SelectionSet?: readonly SelectionNode[];
}

export interface OperationNode {
  readonly Operation: string;
  readonly Name: string;
  readonly VariableDefinitions?: readonly VariableDefinitionNode[];
  readonly Directives?: readonly DirectiveNode[];
  readonly SelectionSet?: readonly SelectionNode[];
}

export interface FragmentNode {
  readonly Name: string;
  readonly VariableDefinition?: readonly VariableDefinitionNode[];
  readonly TypeCondition: string;
  readonly Directives?: readonly DirectiveNode[];
  readonly SelectionSet?: readonly SelectionNode[];
}

export interface QueryDocument {
  readonly Operations?: readonly OperationNode[];
  readonly Fragments?: readonly FragmentNode[];
}

export interface FieldDefinition {
  readonly Description: string;
  readonly Name: string;
  readonly Arguments?: readonly FieldDefinition[];
  readonly DefaultValue?: ValueNode;
  readonly Type: TypeNode;
  readonly Directives?: readonly DirectiveNode[];
}

export type DefinitionKind = 'SCALAR' | 'OBJECT' | 'INTERFACE' | 'UNION' | 'ENUM' | 'INPUT_OBJECT';

export interface Definition {
  readonly Kind: DefinitionKind;
  readonly Description: string;
  readonly Name: string;
  readonly Directives?: readonly DirectiveNode[];
  readonly Interfaces?: readonly string[];
  readonly Fields?: readonly FieldDefinition[];
  readonly Types?: readonly string[];
  readonly EnumValues?: readonly {
    readonly Description: string;
    readonly Name: string;
    readonly Directives?: readonly DirectiveNode[];
  }[];
  readonly BuiltIn: boolean;
}

export interface SchemaDefinition {
  readonly Description: string;
  readonly Directives?: readonly DirectiveNode[];
  readonly OperationTypes?: readonly { readonly Operation: string; readonly Type: string }[];
}

export interface DirectiveDefinition {
  readonly Description: string;
  readonly Name: string;
  readonly Arguments?: readonly FieldDefinition[];
  readonly Locations?: readonly string[];
  readonly IsRepeatable: boolean;
}

export interface SchemaDocument {
  readonly Schema?: readonly SchemaDefinition[];
  readonly SchemaExtension?: readonly SchemaDefinition[];
  readonly Directives?: readonly DirectiveDefinition[];
  readonly Definitions?: readonly Definition[];
  readonly Extensions?: readonly Definition[];
}

/** Where a node began, for the messages of the validator. */
export type Positions = WeakMap<object, { readonly line: number; readonly column: number }>;

/** A typed way to read a type as GraphQL writes it: `[Locale!]!`. */
export function typeText({ NamedType, Elem, NonNull }: TypeNode): string {
  return `${Elem ? `[${typeText(Elem)}]` : NamedType}${NonNull ? '!' : ''}`;
}

/** The type at the bottom of lists. */
export function namedType(type: TypeNode): string {
  return type.Elem ? namedType(type.Elem) : type.NamedType;
}
