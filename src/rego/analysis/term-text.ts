/** Terms as OPA writes them in messages. */
import { spanText } from '../../diagnostics/source.js';
import type * as ast from '../syntax/ast.js';
import { partText, writtenName } from './names.js';
import { operatorName } from './walk.js';

/** A ref with the names that the user wrote; what the compiler named is shown as what it stands for. */
export function shownRef(ref: ast.Ref): ast.Ref {
  return { ...ref, parts: ref.parts.map(shown) };
}

function shown(term: ast.Term): ast.Term {
  switch (term.kind) {
    case 'var': {
      if (term.standsFor !== undefined) return shown(term.standsFor);
      // Wildcards keep the names that the parser gave them.
      return { kind: 'var', name: term.name.replace(/#\d+$/, '') || '$', span: term.span };
    }
    case 'array':
    case 'set':
      return { ...term, items: term.items.map(shown) };
    case 'object':
      return { ...term, entries: term.entries.map(([key, value]) => [shown(key), shown(value)]) };
    case 'call':
      return { ...term, operands: term.operands.map(shown) };
    case 'ref':
      return shownRef(term);
    default:
      return term;
  }
}

export function termText(term: ast.Term): string {
  switch (term.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(term.value);
    case 'number':
      return term.text;
    case 'string':
      return JSON.stringify(term.value);
    case 'var':
      return writtenName(term.name);
    case 'ref':
      return refText(term);
    case 'array':
      return `[${term.items.map(termText).join(', ')}]`;
    case 'set':
      return term.items.length === 0 ? 'set()' : `{${term.items.map(termText).join(', ')}}`;
    case 'object': {
      const entries = term.entries.map(([key, value]) => `${termText(key)}: ${termText(value)}`);
      return `{${entries.join(', ')}}`;
    }
    case 'call':
      return `${operatorName(term.operator)}(${term.operands.map(termText).join(', ')})`;
    default:
      return spanText(term.span);
  }
}

function refText({ parts: [head, ...rest] }: ast.Ref): string {
  const parts = rest.map((part) =>
    part.kind === 'string' ? partText(part.value) : `[${termText(part)}]`,
  );
  return `${head === undefined ? '' : termText(head)}${parts.join('')}`;
}
