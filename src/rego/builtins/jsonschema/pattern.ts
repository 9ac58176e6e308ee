import { BuiltinError } from '../declaration.js';
import { compilePattern } from '../regex/host.js';
import { schemaError } from './subschema.js';

/** A pattern, or the error that its keyword gives. */
export function patternOf(text: string, message: string): ReturnType<typeof compilePattern> {
  try {
    return compilePattern(text);
  } catch (failure) {
    if (failure instanceof BuiltinError) {
      throw schemaError(message);
    }
    throw failure;
  }
}
