import type {
  Definition,
  DefinitionKind,
  DirectiveDefinition,
  FieldDefinition,
  Positions,
  SchemaDefinition,
  SchemaDocument,
} from './ast.js';
import { listField, Parser } from './parser.js';

const KINDS: Readonly<Record<string, DefinitionKind>> = {
  scalar: 'SCALAR',
  type: 'OBJECT',
  interface: 'INTERFACE',
  union: 'UNION',
  enum: 'ENUM',
  input: 'INPUT_OBJECT',
};

/** The places at which directives may stand. */
export const LOCATIONS: readonly string[] = [
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
  'SCHEMA',
  'SCALAR',
  'OBJECT',
  'FIELD_DEFINITION',
  'ARGUMENT_DEFINITION',
  'INTERFACE',
  'UNION',
  'ENUM',
  'ENUM_VALUE',
  'INPUT_OBJECT',
  'INPUT_FIELD_DEFINITION',
];

/** @throws BuiltinError with the place in the text */
export function parseSchema(text: string, positions?: Positions): SchemaDocument {
  const parser = new Parser(text, positions);
  const schema: SchemaDefinition[] = [];
  const extensions: SchemaDefinition[] = [];
  const directives: DirectiveDefinition[] = [];
  const definitions: Definition[] = [];
  const extended: Definition[] = [];
  while (!parser.is('<EOF>')) {
    const described = parser.peek();
    const hasDescription = parser.is('String') || parser.is('BlockString');
    const description = hasDescription ? parser.next().value : '';
    if (!parser.is('Name')) parser.unexpected();
    const { value } = parser.peek();
    if (KINDS[value]) definitions.push(definition(parser, description, false));
    else if (value === 'schema') schema.push(schemaDefinition(parser, description, false));
    else if (value === 'directive') directives.push(directiveDefinition(parser, description));
    else if (value === 'extend') {
      if (hasDescription && description !== '') parser.unexpected(described);
      parser.next();
      if (parser.is('Name', 'schema')) extensions.push(schemaDefinition(parser, '', true));
      else if (parser.is('Name') && KINDS[parser.peek().value]) {
        extended.push(definition(parser, '', true));
      } else parser.unexpected();
    } else parser.unexpected();
  }
  return {
    ...listField('Schema', schema),
    ...listField('SchemaExtension', extensions),
    ...listField('Directives', directives),
    ...listField('Definitions', definitions),
    ...listField('Extensions', extended),
  };
}

function descriptionOf(parser: Parser): string {
  return parser.is('String') || parser.is('BlockString') ? parser.next().value : '';
}

function schemaDefinition(
  parser: Parser,
  Description: string,
  isExtension: boolean,
): SchemaDefinition {
  const token = parser.next();
  const { Directives } = parser.directives(true);
  const types = parser.some('{', '}', () => {
    const operation = parser.next();
    if (!['query', 'mutation', 'subscription'].includes(operation.value))
      parser.unexpected(operation);
    parser.expect(':');
    return { Operation: operation.value, Type: parser.name() };
  });
  if (isExtension && Directives === undefined && types.length === 0) parser.unexpected();
  return parser.placed(token, {
    Description,
    ...(Directives && { Directives }),
    ...listField('OperationTypes', types),
  });
}

function definition(parser: Parser, Description: string, isExtension: boolean): Definition {
  const token = parser.next();
  const Kind = KINDS[token.value] as DefinitionKind;
  const Name = parser.name();
  const interfaces = Kind === 'OBJECT' || Kind === 'INTERFACE' ? interfacesOf(parser) : [];
  const { Directives } = parser.directives(true);
  const content = contentOf(parser, Kind);
  const hasContent = Object.keys(content).length > 0 || interfaces.length > 0;
  if (isExtension && !hasContent && Directives === undefined) parser.unexpected();
  return parser.placed(token, {
    Kind,
    Description,
    Name,
    ...(Directives && { Directives }),
    ...listField('Interfaces', interfaces),
    ...content,
    BuiltIn: false,
  });
}

function interfacesOf(parser: Parser): string[] {
  if (!parser.is('Name', 'implements')) return [];
  parser.next();
  parser.skip('&');
  const names = [parser.name()];
  while (parser.skip('&')) names.push(parser.name());
  return names;
}

function contentOf(
  parser: Parser,
  kind: DefinitionKind,
): Pick<Definition, 'Fields' | 'Types' | 'EnumValues'> {
  switch (kind) {
    case 'OBJECT':
    case 'INTERFACE':
      return listField(
        'Fields',
        parser.some('{', '}', () => field(parser)),
      );
    case 'INPUT_OBJECT':
      return listField(
        'Fields',
        parser.some('{', '}', () => inputValue(parser)),
      );
    case 'UNION': {
      if (!parser.skip('=')) return {};
      parser.skip('|');
      const types = [parser.name()];
      while (parser.skip('|')) types.push(parser.name());
      return { Types: types };
    }
    case 'ENUM':
      return listField(
        'EnumValues',
        parser.some('{', '}', () => {
          const Description = descriptionOf(parser);
          return { Description, Name: parser.name(), ...parser.directives(true) };
        }),
      );
    default:
      return {};
  }
}

function field(parser: Parser): FieldDefinition {
  const token = parser.peek();
  const Description = descriptionOf(parser);
  const Name = parser.name();
  const list = listField(
    'Arguments',
    parser.some('(', ')', () => inputValue(parser)),
  );
  parser.expect(':');
  const Type = parser.type();
  return parser.placed(token, { Description, Name, ...list, Type, ...parser.directives(true) });
}

/** An argument of a field or directive, or a field of an input. */
function inputValue(parser: Parser): FieldDefinition {
  const token = parser.peek();
  const Description = descriptionOf(parser);
  const Name = parser.name();
  parser.expect(':');
  const Type = parser.type();
  const fallback = parser.skip('=') ? { DefaultValue: parser.value(true) } : {};
  return parser.placed(token, { Description, Name, ...fallback, Type, ...parser.directives(true) });
}

function directiveDefinition(parser: Parser, Description: string): DirectiveDefinition {
  const token = parser.next();
  parser.expect('@');
  const Name = parser.name();
  const list = listField(
    'Arguments',
    parser.some('(', ')', () => inputValue(parser)),
  );
  let IsRepeatable = false;
  if (parser.is('Name', 'repeatable')) {
    IsRepeatable = true;
    parser.next();
  }
  parser.keyword('on');
  parser.skip('|');
  const locations = [location(parser)];
  while (parser.skip('|')) locations.push(location(parser));
  return parser.placed(token, { Description, Name, ...list, Locations: locations, IsRepeatable });
}

function location(parser: Parser): string {
  const token = parser.expect('Name');
  if (!LOCATIONS.includes(token.value)) parser.unexpected(token);
  return token.value;
}
