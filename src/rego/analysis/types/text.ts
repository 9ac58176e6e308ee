/** Types as messages show them, and as OPA's JSON has them. */
import type { FunctionType, Type } from './type.js';

/** `array<string, number>`, `object<a: number>[any: any]`, `any<number, string>`; `???` where nothing is known. */
export function typeText(type: Type | undefined): string {
  if (type === undefined) return '???';
  switch (type.kind) {
    case 'array': {
      const items = type.items.length > 0 ? `<${type.items.map(typeText).join(', ')}>` : '';
      return `array${items}${type.rest ? `[${typeText(type.rest)}]` : ''}`;
    }
    case 'object': {
      const fields = [...type.fields.values()].map(
        ({ key, type: value }) =>
          `${typeof key === 'string' ? key : JSON.stringify(key)}: ${typeText(value)}`,
      );
      const rest = type.rest ? `[${typeText(type.rest.key)}: ${typeText(type.rest.value)}]` : '';
      return `object${fields.length > 0 ? `<${fields.join(', ')}>` : ''}${rest}`;
    }
    case 'set':
      return `set[${typeText(type.of)}]`;
    case 'union':
      return `any<${type.of.map(typeText).join(', ')}>`;
    case 'function':
      return `(${type.args.map(typeText).join(', ')}) => ${typeText(type.result)}`;
    default:
      return type.kind;
  }
}

/** A type in the form in which OPA prints it as JSON; null where nothing is known. */
export function typeJson(type: Type | undefined): unknown {
  if (type === undefined) return null;
  switch (type.kind) {
    case 'array':
      return {
        ...(type.rest && { dynamic: typeJson(type.rest) }),
        ...(type.items.length > 0 && { static: type.items.map(typeJson) }),
        type: 'array',
      };
    case 'object':
      return {
        ...(type.rest && {
          dynamic: { key: typeJson(type.rest.key), value: typeJson(type.rest.value) },
        }),
        ...(type.fields.size > 0 && {
          static: [...type.fields.values()].map(({ key, type: value }) => ({
            key,
            value: typeJson(value),
          })),
        }),
        type: 'object',
      };
    case 'set':
      return { of: typeJson(type.of), type: 'set' };
    case 'union':
      return { of: type.of.map(typeJson), type: 'any' };
    case 'function':
      return {
        args: type.args.map(typeJson),
        ...(type.hasResult && { result: typeJson(type.result) }),
        type: 'function',
      };
    default:
      return { type: type.kind };
  }
}

/** The operands that a function takes and, where `withResult`, its result, with their names. */
export function signatureText(type: FunctionType, withResult: boolean): string {
  const named = operandsOf(type, withResult).map(([name, operand]) =>
    name === undefined ? typeText(operand) : `${name}: ${typeText(operand)}`,
  );
  return `(${named.join(', ')})`;
}

/** As `signatureText`, for JSON. */
export function signatureJson(type: FunctionType, withResult: boolean): unknown {
  const args = operandsOf(type, withResult).map(([name, operand]) => {
    const json = typeJson(operand);
    return name === undefined ? json : { name, ...(json as object) };
  });
  return { args };
}

function operandsOf(
  type: FunctionType,
  withResult: boolean,
): [name: string | undefined, type: Type | undefined][] {
  const types = withResult && type.hasResult ? [...type.args, type.result] : type.args;
  return types.map((operand, index) => [type.names?.[index], operand]);
}
