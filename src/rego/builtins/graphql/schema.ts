/** A schema with its extensions merged, checked as the Go library that OPA uses checks it. */
import { BuiltinError } from '../declaration.js';
import {
  type Definition,
  type DefinitionKind,
  type DirectiveDefinition,
  type DirectiveNode,
  type FieldDefinition,
  namedType,
  type SchemaDocument,
  type TypeNode,
  typeText,
} from './ast.js';
import { parseSchema } from './parse-schema.js';

export interface Schema {
  readonly types: ReadonlyMap<string, Definition>;
  readonly directives: ReadonlyMap<string, DirectiveDefinition>;
  /** Types by operation: `query`, `mutation`, `subscription`. */
  readonly roots: ReadonlyMap<string, Definition>;
}

/** What every schema holds. */
const PRELUDE = `
  scalar Int scalar Float scalar String scalar Boolean scalar ID
  directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @deprecated(reason: String = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
  directive @specifiedBy(url: String!) on SCALAR
  directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @oneOf on INPUT_OBJECT
  type __Schema { description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type directives: [__Directive!]! }
  type __Type { kind: __TypeKind! name: String description: String fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!] enumValues(includeDeprecated: Boolean = false): [__EnumValue!] inputFields: [__InputValue!] ofType: __Type specifiedByURL: String }
  type __Field { name: String! description: String args: [__InputValue!]! type: __Type! isDeprecated: Boolean! deprecationReason: String }
  type __InputValue { name: String! description: String type: __Type! defaultValue: String }
  type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
  enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
  type __Directive { name: String! description: String locations: [__DirectiveLocation!]! args: [__InputValue!]! isRepeatable: Boolean! }
  enum __DirectiveLocation { QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION }
`;

const LOCATION: Readonly<Record<DefinitionKind, string>> = {
  SCALAR: 'SCALAR',
  OBJECT: 'OBJECT',
  INTERFACE: 'INTERFACE',
  UNION: 'UNION',
  ENUM: 'ENUM',
  INPUT_OBJECT: 'INPUT_OBJECT',
};

function fault(message: string): BuiltinError {
  return new BuiltinError('builtin', `${message} in GraphQL string at location 1:1`);
}

function fail(message: string): never {
  throw fault(message);
}

/** @throws BuiltinError for the first thing that is wrong with it */
export function buildSchema(document: SchemaDocument): Schema {
  const prelude = parseSchema(PRELUDE);
  const types = new Map<string, Definition>();
  for (const type of prelude.Definitions ?? []) types.set(type.Name, { ...type, BuiltIn: true });
  for (const type of document.Definitions ?? []) {
    if (types.has(type.Name)) fail(`Cannot redeclare type ${type.Name}.`);
    types.set(type.Name, type);
  }
  for (const extension of document.Extensions ?? []) {
    const base = types.get(extension.Name);
    if (base !== undefined && base.Kind !== extension.Kind) {
      fail(
        `Cannot extend type ${extension.Name} because the base type is a ${base.Kind}, not ${extension.Kind}.`,
      );
    }
    types.set(extension.Name, base === undefined ? extension : merged(base, extension));
  }
  const directives = new Map<string, DirectiveDefinition>();
  for (const directive of prelude.Directives ?? []) directives.set(directive.Name, directive);
  const own = new Set<string>();
  for (const directive of document.Directives ?? []) {
    if (own.has(directive.Name)) fail(`Cannot redeclare directive ${directive.Name}.`);
    own.add(directive.Name);
    directives.set(directive.Name, directive);
  }
  const schema: Schema = { types, directives, roots: rootsOf(document, types) };
  for (const type of types.values()) checkDefinition(schema, type);
  for (const { Name, Arguments } of directives.values()) {
    checkName(Name);
    checkArguments(schema, Arguments ?? []);
  }
  for (const { Directives } of [...(document.Schema ?? []), ...(document.SchemaExtension ?? [])]) {
    checkDirectives(schema, Directives, 'SCHEMA');
  }
  return schema;
}

function merged(base: Definition, more: Definition): Definition {
  const list = <Key extends 'Directives' | 'Interfaces' | 'Fields' | 'Types' | 'EnumValues'>(
    key: Key,
  ) => {
    const all = [...(base[key] ?? []), ...(more[key] ?? [])];
    return all.length > 0 ? { [key]: all } : {};
  };
  return {
    ...base,
    ...list('Directives'),
    ...list('Interfaces'),
    ...list('Fields'),
    ...list('Types'),
    ...list('EnumValues'),
  };
}

function rootsOf(
  { Schema: schemas = [], SchemaExtension: extensions = [] }: SchemaDocument,
  types: ReadonlyMap<string, Definition>,
): Map<string, Definition> {
  if (schemas.length > 1) {
    fail('Cannot have multiple schema entry points, consider schema extensions instead.');
  }
  const roots = new Map<string, Definition>();
  for (const { OperationTypes = [] } of [...schemas, ...extensions]) {
    for (const { Operation, Type } of OperationTypes) {
      const type = types.get(Type);
      if (type === undefined) {
        throw fault(`Schema root ${Operation} refers to a type ${Type} that does not exist.`);
      }
      roots.set(Operation, type);
    }
  }
  if (schemas.length === 0) {
    for (const [operation, name] of [
      ['query', 'Query'],
      ['mutation', 'Mutation'],
      ['subscription', 'Subscription'],
    ] as const) {
      const type = types.get(name);
      if (type !== undefined && !roots.has(operation)) roots.set(operation, type);
    }
  }
  return roots;
}

function checkName(name: string): void {
  if (name.startsWith('__')) {
    fail(`Name "${name}" must not begin with "__", which is reserved by GraphQL introspection.`);
  }
}

function typeOf(schema: Schema, type: TypeNode): Definition {
  return schema.types.get(namedType(type)) ?? fail(`Undefined type ${namedType(type)}.`);
}

const isInput = ({ Kind }: Definition): boolean =>
  ['SCALAR', 'ENUM', 'INPUT_OBJECT'].includes(Kind);

function checkDefinition(schema: Schema, type: Definition): void {
  const { Kind, Name, Fields = [], Types = [], EnumValues = [], Interfaces = [] } = type;
  const seen = new Set<string>();
  for (const field of Fields) {
    if (!type.BuiltIn) checkName(field.Name);
    if (seen.has(field.Name)) fail(`Field ${Name}.${field.Name} can only be defined once.`);
    seen.add(field.Name);
    const fieldType = typeOf(schema, field.Type);
    if (Kind === 'INPUT_OBJECT' && !isInput(fieldType)) {
      fail(`${fieldType.Kind} field must be one of SCALAR, ENUM, INPUT_OBJECT.`);
    }
    if (Kind !== 'INPUT_OBJECT' && fieldType.Kind === 'INPUT_OBJECT') {
      fail(`${Kind} field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.`);
    }
    checkArguments(schema, field.Arguments ?? []);
    checkDirectives(
      schema,
      field.Directives,
      Kind === 'INPUT_OBJECT' ? 'INPUT_FIELD_DEFINITION' : 'FIELD_DEFINITION',
    );
  }
  for (const member of Types) {
    const found = schema.types.get(member);
    if (found === undefined) throw fault(`Undefined type "${member}".`);
    if (found.Kind !== 'OBJECT') fail(`UNION type "${member}" must be OBJECT.`);
  }
  for (const name of Interfaces) checkImplements(schema, type, name);
  if ((Kind === 'OBJECT' || Kind === 'INTERFACE') && Fields.length === 0) {
    fail(`${Kind} ${Name}: must define one or more fields.`);
  }
  if (Kind === 'INPUT_OBJECT' && Fields.length === 0) {
    fail(`${Kind} ${Name}: must define one or more input fields.`);
  }
  if (Kind === 'ENUM') {
    if (EnumValues.length === 0)
      fail(`${Kind} ${Name}: must define one or more unique enum values.`);
    for (const value of EnumValues) {
      if (['true', 'false', 'null'].includes(value.Name)) {
        fail(`${Kind} ${Name}: non-enum value ${value.Name}.`);
      }
      checkDirectives(schema, value.Directives, 'ENUM_VALUE');
    }
  }
  if (!type.BuiltIn) checkName(Name);
  checkDirectives(schema, type.Directives, LOCATION[Kind]);
}

function checkArguments(schema: Schema, list: readonly FieldDefinition[]): void {
  for (const { Name, Type, Directives } of list) {
    checkName(Name);
    const type = typeOf(schema, Type);
    if (!isInput(type)) {
      fail(
        `cannot use ${namedType(Type)} as argument ${Name} because ${type.Kind} is not a valid input type`,
      );
    }
    checkDirectives(schema, Directives, 'ARGUMENT_DEFINITION');
  }
}

function checkDirectives(
  schema: Schema,
  list: readonly DirectiveNode[] = [],
  location: string,
): void {
  for (const { Name, Arguments = [] } of list) {
    const definition = schema.directives.get(Name);
    if (definition === undefined) throw fault(`Undefined directive ${Name}.`);
    if (!definition.Locations?.includes(location)) {
      fail(`Directive ${Name} is not applicable on ${location}.`);
    }
    for (const argument of Arguments) {
      if (!definition.Arguments?.some((known) => known.Name === argument.Name)) {
        fail(`Undefined argument ${argument.Name} for directive ${Name}.`);
      }
    }
    for (const wanted of definition.Arguments ?? []) {
      const given = Arguments.find((argument) => argument.Name === wanted.Name);
      const isNull = given === undefined || given.Value.Kind === 6;
      if (wanted.Type.NonNull && wanted.DefaultValue === undefined && isNull) {
        fail(`Argument ${wanted.Name} for directive ${Name} cannot be null.`);
      }
    }
  }
}

function checkImplements(schema: Schema, type: Definition, name: string): void {
  const wanted = schema.types.get(name);
  if (wanted === undefined) throw fault(`Undefined type "${name}".`);
  if (wanted.Kind !== 'INTERFACE')
    fail(`${type.Name} implements "${name}" which is not an interface.`);
  for (const above of wanted.Interfaces ?? []) {
    if (!type.Interfaces?.includes(above)) {
      fail(`Type ${type.Name} must implement ${above} because it is implemented by ${name}.`);
    }
  }
  for (const field of wanted.Fields ?? []) {
    const own = type.Fields?.find((other) => other.Name === field.Name);
    if (own === undefined) {
      throw fault(
        `For ${type.Name} to implement ${name} it must have a field called ${field.Name}.`,
      );
    }
    if (!isCovariant(schema, field.Type, own.Type)) {
      fail(
        `For ${type.Name} to implement ${name} the field ${field.Name} must have type ${typeText(field.Type)}.`,
      );
    }
    for (const argument of field.Arguments ?? []) {
      const given = own.Arguments?.find((other) => other.Name === argument.Name);
      if (given === undefined) {
        fail(
          `For ${type.Name} to implement ${name} the field ${field.Name} must have the same arguments but it is missing ${argument.Name}.`,
        );
      }
    }
  }
}

/** Whether a field may have a type where an interface says another: the same, stricter, or one that implements it. */
export function isCovariant(schema: Schema, wanted: TypeNode, own: TypeNode): boolean {
  if (wanted.NonNull && !own.NonNull) return false;
  if (wanted.Elem && own.Elem) return isCovariant(schema, wanted.Elem, own.Elem);
  if (wanted.Elem || own.Elem) return false;
  if (wanted.NamedType === own.NamedType) return true;
  const wide = schema.types.get(wanted.NamedType);
  return (
    wide?.Types?.includes(own.NamedType) === true ||
    schema.types.get(own.NamedType)?.Interfaces?.includes(wanted.NamedType) === true
  );
}

/** The object types that a type stands for. */
export function possibleTypes(schema: Schema, type: Definition): ReadonlySet<string> {
  if (type.Kind === 'UNION') return new Set(type.Types);
  if (type.Kind !== 'INTERFACE') return new Set([type.Name]);
  const found = [...schema.types.values()].filter(({ Interfaces }) =>
    Interfaces?.includes(type.Name),
  );
  return new Set(found.map(({ Name }) => Name));
}
