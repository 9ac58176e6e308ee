// Errors of built-ins: undefined, or the end of the evaluation where errors are strict.

export const DIVIDE_BY_ZERO: u32 = 1;
export const MODULO_BY_ZERO: u32 = 2;
export const MODULO_ON_FLOAT: u32 = 3;

/** The last error, for the generated code to report where errors are strict; reset by it. */
export let last_error: u32 = 0;

export function builtinError(code: u32): u32 {
  last_error = code;
  return 0;
}

export function take_error(): u32 {
  const code = last_error;
  last_error = 0;
  return code;
}
