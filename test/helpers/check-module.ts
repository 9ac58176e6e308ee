import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { positionAt } from '../../src/diagnostics/source.js';
import { type CompileOptions, checkModules } from '../../src/rego/compile.js';

/** What is wrong with a module of the package `a`, whose text begins in line 2. */
export function faultsOf(text: string, options: CompileOptions = {}): readonly Diagnostic[] {
  const source = { path: 'a.rego', text: `package a\n${text}` };
  return checkModules([source], { errorLimit: 0, ...options }).diagnostics;
}

/** `line: message` of each fault. */
export function messagesOf(text: string, options: CompileOptions = {}): string[] {
  return faultsOf(text, options).map(({ message, span }) => {
    const line = span && positionAt(span.source, span.start).line;
    return `${line ?? ''}: ${message}`;
  });
}
