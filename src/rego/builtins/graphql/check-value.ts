/** Whether a value may stand where a type is wanted. */
import {
  namedType,
  type TypeNode,
  typeText,
  type ValueNode,
  type VariableDefinitionNode,
} from './ast.js';
import type { Schema } from './schema.js';

export interface ValueContext {
  readonly fail: (node: object, message: string) => void;
  /** Whether the place has a value of its own, so that a variable that may be null does no harm. */
  readonly hasDefault: boolean;
  /** The declaration of a variable, which counts as used. */
  readonly variable: (name: string) => VariableDefinitionNode | undefined;
}

/** Kinds of values by the scalars that take them. */
const SCALARS: Readonly<Record<string, readonly number[]>> = {
  Int: [1],
  Float: [1, 2],
  String: [3, 4],
  Boolean: [5],
  ID: [1, 3, 4],
};

export function checkValue(
  schema: Schema,
  value: ValueNode,
  type: TypeNode,
  context: ValueContext,
): void {
  const wrong = (): void => {
    context.fail(value, `Expected value of type "${typeText(type)}", found ${valueText(value)}.`);
  };
  if (value.Kind === 0) {
    const declared = context.variable(value.Raw);
    if (declared !== undefined && !isAllowed(declared, type, context.hasDefault)) {
      context.fail(
        value,
        `Variable "$${value.Raw}" of type "${typeText(declared.Type)}" used in position expecting type "${typeText(type)}".`,
      );
    }
    return;
  }
  if (value.Kind === 6) {
    if (type.NonNull) wrong();
    return;
  }
  const inner = { ...context, hasDefault: false };
  if (type.Elem) {
    const { Elem } = type;
    if (value.Kind === 8)
      for (const { Value } of value.Children ?? []) checkValue(schema, Value, Elem, inner);
    else checkValue(schema, value, Elem, inner);
    return;
  }
  const definition = schema.types.get(namedType(type));
  if (definition === undefined) return;
  if (definition.Kind === 'ENUM') {
    const isKnown = definition.EnumValues?.some(({ Name }) => Name === value.Raw);
    if (value.Kind !== 7 || !isKnown) wrong();
  } else if (definition.Kind === 'INPUT_OBJECT') {
    if (value.Kind !== 9) {
      wrong();
      return;
    }
    const given = value.Children ?? [];
    for (const { Name, Value } of given) {
      const field = definition.Fields?.find((known) => known.Name === Name);
      if (field)
        checkValue(schema, Value, field.Type, {
          ...inner,
          hasDefault: field.DefaultValue !== undefined,
        });
      else context.fail(Value, `Field "${Name}" is not defined by type "${definition.Name}".`);
    }
    for (const { Name, Type, DefaultValue } of definition.Fields ?? []) {
      const isGiven = given.some((child) => child.Name === Name);
      if (Type.NonNull && DefaultValue === undefined && !isGiven) {
        context.fail(
          value,
          `Field "${definition.Name}.${Name}" of required type "${typeText(Type)}" was not provided.`,
        );
      }
    }
  } else {
    const taken = SCALARS[definition.Name];
    if (taken !== undefined && !taken.includes(value.Kind)) wrong();
    if (value.Kind === 7 && taken === undefined) wrong();
  }
}

function isAllowed(
  { Type, DefaultValue }: VariableDefinitionNode,
  wanted: TypeNode,
  hasDefault: boolean,
): boolean {
  const hasValue = (DefaultValue !== undefined && DefaultValue.Kind !== 6) || hasDefault;
  return fits(hasValue && wanted.NonNull ? { ...wanted, NonNull: false } : wanted, Type);
}

function fits(wanted: TypeNode, given: TypeNode): boolean {
  if (wanted.NonNull && !given.NonNull) return false;
  if (wanted.Elem && given.Elem) return fits(wanted.Elem, given.Elem);
  return !wanted.Elem && !given.Elem && wanted.NamedType === given.NamedType;
}

function valueText({ Kind, Raw, Children = [] }: ValueNode): string {
  if (Kind === 3 || Kind === 4) return JSON.stringify(Raw);
  if (Kind === 8) return `[${Children.map(({ Value }) => valueText(Value)).join(',')}]`;
  if (Kind === 9)
    return `{${Children.map(({ Name, Value }) => `${Name}:${valueText(Value)}`).join(',')}}`;
  return Raw;
}
