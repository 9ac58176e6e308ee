// Errors of built-ins: undefined, or the end of the evaluation where errors are strict.
import { alloc } from './heap.as';
import { opa_abort } from './imports.as';
import { ARRAY, BOOL, bytesOf, lengthOf, NULL, NUMBER, OBJECT, SET, STRING, typeOf } from './value.as';

/** An operand of a wrong type: `eval_type_error`. */
export const TYPE_ERROR: u8 = 1;
/** Anything else: `eval_builtin_error`. */
export const BUILTIN_ERROR: u8 = 2;

let kind: u8 = 0;
let text: u32 = 0;
let length: u32 = 0;

/** Keeps the last error, in UTF-8 bytes, for generated code to raise where errors are strict. Returns 0: undefined. */
export function setError(errorKind: u8, bytes: u32, byteLength: u32): u32 {
  kind = errorKind;
  text = bytes;
  length = byteLength;
  return 0;
}

/** `setError` with the text of a literal, which must be ASCII. */
export function fail(errorKind: u8, message: string): u32 {
  const n = <u32>message.length;
  const bytes = alloc(n);
  for (let i: u32 = 0; i < n; i++) store<u8>(bytes + i, load<u16>(changetype<u32>(message) + (i << 1)));
  return setError(errorKind, bytes, n);
}

/** `operand <n> must be <wanted> but got <type>`; `wanted` is ASCII, `one of {…}` written out. */
export function operandError(operand: u32, wanted: string, v: u32): u32 {
  const message = alloc(64 + <u32>wanted.length);
  let at = putLiteral(message, 'operand ');
  store<u8>(at++, 48 + operand);
  at = putLiteral(at, ' must be ');
  at = putLiteral(at, wanted);
  at = putLiteral(at, ' but got ');
  at = putLiteral(at, typeName(v));
  return setError(TYPE_ERROR, message, at - message);
}

export function typeName(v: u32): string {
  switch (v ? typeOf(v) : 0) {
    case NULL: return 'null';
    case BOOL: return 'boolean';
    case NUMBER: return 'number';
    case STRING: return 'string';
    case ARRAY: return 'array';
    case OBJECT: return 'object';
    case SET: return 'set';
    default: return 'undefined';
  }
}

export function take_error(): u8 {
  const pending = kind;
  kind = 0;
  return pending;
}

/**
 * Ends the evaluation with `<place> eval_…_error: <name>: <message>` if the last call left an error.
 *
 * @param place a string value: `file:line:column:`
 * @param name a string value: the built-in's
 */
export function raise_error(place: u32, name: u32): void {
  const pending = take_error();
  if (!pending) return;
  const message = alloc(lengthOf(place) + lengthOf(name) + length + 32);
  let at = put(message, bytesOf(place), lengthOf(place));
  at = putLiteral(at, pending == TYPE_ERROR ? ' eval_type_error: ' : ' eval_builtin_error: ');
  at = put(at, bytesOf(name), lengthOf(name));
  at = putLiteral(at, ': ');
  at = put(at, text, length);
  store<u8>(at, 0);
  opa_abort(message);
}

export function put(at: u32, bytes: u32, byteLength: u32): u32 {
  memory.copy(at, bytes, byteLength);
  return at + byteLength;
}

export function putLiteral(at: u32, literal: string): u32 {
  const n = <u32>literal.length;
  for (let i: u32 = 0; i < n; i++) store<u8>(at + i, load<u16>(changetype<u32>(literal) + (i << 1)));
  return at + n;
}
