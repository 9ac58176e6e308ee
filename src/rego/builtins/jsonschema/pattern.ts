import type { RE2JS } from 're2js';
import { BuiltinError } from '../declaration.js';
import { compilePattern } from '../regex/patterns.js';
import { schemaError } from './subschema.js';

/** A pattern, or the error that its keyword gives. */
export function patternOf(text: string, message: string): RE2JS {
  try {
    return compilePattern(text).regex;
  } catch (failure) {
    if (failure instanceof BuiltinError) {
      throw schemaError(message);
    }
    throw failure;
  }
}
