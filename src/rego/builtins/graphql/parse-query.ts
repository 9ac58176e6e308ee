import type {
  FragmentNode,
  OperationNode,
  Positions,
  QueryDocument,
  SelectionNode,
  VariableDefinitionNode,
} from './ast.js';
import { listField, Parser } from './parser.js';

/** @throws BuiltinError with the place in the text */
export function parseQuery(text: string, positions?: Positions): QueryDocument {
  const parser = new Parser(text, positions);
  const operations: OperationNode[] = [];
  const fragments: FragmentNode[] = [];
  while (!parser.is('<EOF>')) {
    const { kind, value } = parser.peek();
    if (kind === '{' || ['query', 'mutation', 'subscription'].includes(value)) {
      operations.push(operation(parser));
    } else if (kind === 'Name' && value === 'fragment') fragments.push(fragment(parser));
    else parser.unexpected();
  }
  return { ...listField('Operations', operations), ...listField('Fragments', fragments) };
}

function operation(parser: Parser): OperationNode {
  const token = parser.peek();
  if (parser.is('{')) {
    return parser.placed(token, { Operation: 'query', Name: '', ...requiredSelection(parser) });
  }
  const { value: Operation } = parser.next();
  const Name = parser.is('Name') ? parser.name() : '';
  return parser.placed(token, {
    Operation,
    Name,
    ...listField('VariableDefinitions', variables(parser)),
    ...parser.directives(false),
    ...requiredSelection(parser),
  });
}

function variables(parser: Parser): VariableDefinitionNode[] {
  return parser.some('(', ')', () => {
    const token = parser.expect('$');
    const Variable = parser.name();
    parser.expect(':');
    const Type = parser.type();
    const fallback = parser.skip('=') ? { DefaultValue: parser.value(true) } : {};
    const rest = { ...fallback, ...parser.directives(false), Used: false };
    return parser.placed(token, { Variable, Type, ...rest });
  });
}

function requiredSelection(parser: Parser): { readonly SelectionSet: readonly SelectionNode[] } {
  const token = parser.peek();
  if (token.kind !== '{') parser.fail(token, `Expected {, found ${token.kind}`);
  return { SelectionSet: parser.some('{', '}', () => selection(parser)) };
}

function selection(parser: Parser): SelectionNode {
  const token = parser.peek();
  if (parser.skip('...')) return parser.placed(token, spread(parser));
  const first = parser.name();
  const Name = parser.skip(':') ? parser.name() : first;
  const before = { Alias: first, Name, ...parser.arguments(false), ...parser.directives(false) };
  return parser.placed(token, {
    ...before,
    ...(parser.is('{') && requiredSelection(parser)),
  });
}

function spread(parser: Parser): SelectionNode {
  if (parser.is('Name') && !parser.is('Name', 'on')) {
    return { Name: parser.name(), ...parser.directives(false) };
  }
  let TypeCondition = '';
  if (parser.is('Name', 'on')) {
    parser.next();
    TypeCondition = parser.name();
  }
  return { TypeCondition, ...parser.directives(false), ...requiredSelection(parser) };
}

function fragment(parser: Parser): FragmentNode {
  const token = parser.next();
  if (parser.is('Name', 'on')) parser.unexpected();
  const Name = parser.name();
  const own = listField('VariableDefinition', variables(parser));
  parser.keyword('on');
  const TypeCondition = parser.name();
  return parser.placed(token, {
    Name,
    ...own,
    TypeCondition,
    ...parser.directives(false),
    ...requiredSelection(parser),
  });
}
