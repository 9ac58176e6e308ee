/** What the fields of metadata may hold. */

type Kind = 'text' | 'truth' | 'list' | 'texts' | 'maps' | 'map';

/** What OPA calls the types of fields in its messages. */
const TYPES: Readonly<Record<Kind, string>> = {
  text: 'string',
  truth: 'bool',
  list: '[]interface {}',
  texts: '[]string',
  maps: '[]map[string]interface {}',
  map: 'map[string]interface {}',
};

const FIELDS: Readonly<Record<string, Kind>> = {
  scope: 'text',
  title: 'text',
  description: 'text',
  entrypoint: 'truth',
  authors: 'list',
  organizations: 'texts',
  related_resources: 'list',
  schemas: 'maps',
  custom: 'map',
  compile: 'map',
  labels: 'map',
};

export interface FieldFault {
  readonly message: string;
  /** Whether a value has the wrong type, so that the field cannot be read at all. */
  readonly isType: boolean;
  /** The field, and the item of its list where one is wrong. */
  readonly path: readonly (string | number)[];
}

type Mapping = Readonly<Record<string, unknown>>;

/** The first thing that is wrong with the fields of a block; fields that are not known are left alone. */
export function checkFields(value: Mapping): FieldFault | undefined {
  for (const [name, field] of Object.entries(value)) {
    const kind = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (kind === undefined || field === null || field === undefined) continue;
    const wrong = wrongPart(field, kind);
    if (wrong !== undefined) {
      const path = wrong.index === undefined ? [name] : [name, wrong.index];
      return {
        path,
        isType: true,
        message: `cannot unmarshal ${tagged(wrong.value)} into ${TYPES[wrong.kind]}`,
      };
    }
    const message = checkItems(name, field);
    if (message !== undefined) return { message, isType: false, path: [name] };
  }
  return undefined;
}

interface Wrong {
  readonly value: unknown;
  readonly kind: Kind;
  readonly index?: number;
}

function wrongPart(value: unknown, kind: Kind): Wrong | undefined {
  const inList = (one: Kind): Wrong | undefined => {
    if (!Array.isArray(value)) return { value, kind };
    const index = value.findIndex((item: unknown) => wrongPart(item, one) !== undefined);
    return index < 0 ? undefined : { value: value[index], kind: one, index };
  };
  switch (kind) {
    case 'text':
      return typeof value === 'object' && value !== null ? { value, kind } : undefined;
    case 'truth':
      return typeof value === 'boolean' ? undefined : { value, kind };
    case 'list':
      return Array.isArray(value) ? undefined : { value, kind };
    case 'texts':
      return inList('text');
    case 'maps':
      return inList('map');
    case 'map':
      return isMapping(value) ? undefined : { value, kind };
  }
}

/** A value as YAML libraries of Go name it: its kind, and the text of scalars. */
function tagged(value: unknown): string {
  if (Array.isArray(value)) return '!!seq';
  if (isMapping(value)) return '!!map';
  const tag =
    typeof value === 'number'
      ? Number.isInteger(value)
        ? '!!int'
        : '!!float'
      : typeof value === 'boolean'
        ? '!!bool'
        : '!!str';
  return `${tag} \`${String(value)}\``;
}

function checkItems(name: string, field: unknown): string | undefined {
  const items = Array.isArray(field) ? (field as readonly unknown[]) : [];
  const check = name === 'authors' ? author : name === 'related_resources' ? resource : undefined;
  for (const item of items) {
    const message = check?.(item) ?? (name === 'schemas' ? schema(item as Mapping) : undefined);
    if (message !== undefined) return message;
  }
  return undefined;
}

function author(item: unknown): string | undefined {
  const wrong = (reason: string) => `invalid author definition ${shown(item)}: ${reason}`;
  if (typeof item === 'string') {
    return item.trim() === '' ? wrong('author is an empty string') : undefined;
  }
  if (!isMapping(item)) return wrong('invalid value type, must be string or map');
  return [item['name'], item['email']].some((part) => typeof part === 'string' && part !== '')
    ? undefined
    : wrong("'name' and/or 'email' values required in object");
}

function resource(item: unknown): string | undefined {
  const wrong = (reason: string) => `invalid related-resource definition ${shown(item)}: ${reason}`;
  if (typeof item !== 'string' && !isMapping(item)) {
    return wrong('invalid value type, must be string or map');
  }
  const ref = typeof item === 'string' ? item : item['ref'];
  if (typeof ref !== 'string' || (ref === '' && typeof item !== 'string')) {
    return wrong("'ref' value required in object");
  }
  return ref.startsWith(':')
    ? wrong(`parse ${JSON.stringify(ref)}: missing protocol scheme`)
    : undefined;
}

const PATH = /^(?:input|data|schema)(?:\.[A-Za-z_]\w*|\[[^\]]+\])*$/;

/** One path of `input` or `data`, and the schema that holds there. */
function schema(item: Mapping): string | undefined {
  for (const [path, bound] of Object.entries(item)) {
    if (!PATH.test(path) || path.startsWith('schema')) return 'invalid document reference';
    if (typeof bound === 'string') {
      if (!PATH.test(bound) || !bound.startsWith('schema')) return 'invalid schema reference';
    } else if (!isMapping(bound)) {
      return `invalid schema declaration for path ${JSON.stringify(path)}`;
    }
  }
  return undefined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as OPA shows it in messages. */
function shown(value: unknown): string {
  if (isMapping(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${shown(item)}`).join(' ')}]`;
  }
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`;
  return typeof value === 'number' ? `%!s(int=${value})` : String(value);
}
