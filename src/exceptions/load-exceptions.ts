import { type Diagnosed, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { Exception, ExceptionEvidence, ExceptionSubject } from '../model/exception.js';
import { parseImagePattern } from '../model/image-reference.js';
import { type Fields, RecordReader } from '../model/record-reader.js';
import type { Placed } from '../model/settings.js';
import { type PlacedNode, parseStrictYaml, toJson } from '../model/strict-yaml.js';
import { endOf } from '../model/time.js';
import { badExpiry, badId, badSelector, noRules, sameId } from './errors.js';

const KEYS = [
  'id',
  'rules',
  'subject',
  'values',
  'findingKey',
  'reason',
  'category',
  'ticket',
  'requestedBy',
  'approvedBy',
  'created',
  'expires',
  'compensatingControls',
  'evidence',
];

const CATEGORIES = ['mitigated', 'accepted-risk', 'false-positive', 'migration'] as const;

/**
 * Reads the exceptions of some files, one record or a list each. A record with anything wrong in it is left out as a whole:
 * no exception with an invalid part ever waives.
 *
 * @param layer the layer that the files belong to
 */
export function loadExceptions(sources: readonly Source[], layer: string): Diagnosed<Exception[]> {
  const exceptions: Exception[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const { value, diagnostics: faults } = parseStrictYaml(source);
    diagnostics.push(...faults);
    if (value === undefined) continue;
    for (const node of value.kind === 'list' ? value.items : [value]) {
      const reader = new RecordReader();
      const exception = readException(reader, node, layer);
      diagnostics.push(...reader.diagnostics);
      if (exception && !hasErrors(reader.diagnostics)) exceptions.push(exception);
    }
  }
  return { value: withoutTwins(exceptions, diagnostics), diagnostics };
}

/** Of exceptions with the same id none holds: which of them was approved cannot be told. */
export function withoutTwins(
  exceptions: readonly Exception[],
  diagnostics: Diagnostic[],
): Exception[] {
  const byId = new Map<string, Exception[]>();
  for (const exception of exceptions) {
    byId.set(exception.id, [...(byId.get(exception.id) ?? []), exception]);
  }
  return [...byId.values()].flatMap((twins) => {
    const [first, ...others] = twins as [Exception, ...Exception[]];
    for (const other of others) {
      diagnostics.push(sameId(other.origin.span, first.origin.span, first.id));
    }
    return others.length === 0 ? [first] : [];
  });
}

function readException(
  reader: RecordReader,
  node: PlacedNode,
  layer: string,
): Exception | undefined {
  const fields = reader.fields(node, 'exception', KEYS);
  if (fields === undefined) return undefined;
  const id = fields.required('id');
  if (id && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id.value)) {
    reader.diagnostics.push(badId(id.span, id.value));
  }
  if (fields.get('rules') === undefined) reader.missing(node.span, 'rules');
  const rules = fields.strings('rules') ?? [];
  if (rules.length === 0) reader.diagnostics.push(noRules(node.span));
  const reason = fields.required('reason');
  const expires = readDate(reader, fields, 'expires', true);
  const created = readDate(reader, fields, 'created', false);
  const values = fields.strings('values')?.map(({ value }) => value);
  const findingKey = fields.string('findingKey');
  const category = fields.word('category', CATEGORIES);
  const ticket = fields.string('ticket');
  const requestedBy = fields.string('requestedBy');
  const evidence = readEvidence(reader, fields.get('evidence'));
  const subject = readSubject(reader, fields.get('subject'));
  const list = (key: string) => (fields.strings(key) ?? []).map(({ value }) => value);
  const approvedBy = list('approvedBy');
  const compensatingControls = list('compensatingControls');
  if (!id || !reason || !expires) return undefined;
  return {
    id: id.value,
    rules,
    subject,
    ...(values && { values }),
    ...(findingKey && { findingKey: findingKey.value }),
    reason: reason.value,
    ...(category && { category: category.value }),
    ...(ticket && { ticket: ticket.value }),
    ...(requestedBy && { requestedBy: requestedBy.value }),
    approvedBy,
    ...(created && { created }),
    expires,
    compensatingControls,
    ...(evidence && { evidence }),
    record: toJson(node),
    layer,
    origin: { value: id.value, span: id.span },
  };
}

function readDate(
  reader: RecordReader,
  fields: Fields,
  key: string,
  required: boolean,
): Placed<string> | undefined {
  const text = required ? fields.required(key) : fields.string(key);
  if (text && endOf(text.value) === undefined) {
    reader.diagnostics.push(badExpiry(text.span, key, text.value));
  }
  return text;
}

function readEvidence(
  reader: RecordReader,
  node: PlacedNode | undefined,
): ExceptionEvidence | undefined {
  const keys = ['ruleDigest', 'documentDigest', 'packagesDigest'] as const;
  const fields = reader.fields(node, 'evidence', keys);
  if (fields === undefined) return undefined;
  const evidence: Partial<Record<(typeof keys)[number], string>> = {};
  for (const key of keys) {
    const digest = fields.string(key);
    if (digest && !/^sha256:[0-9a-f]{64}$/.test(digest.value)) {
      reader.diagnostics.push(badSelector(digest.span, key, digest.value));
    }
    if (digest) evidence[key] = digest.value;
  }
  return evidence;
}

function readSubject(reader: RecordReader, node: PlacedNode | undefined): ExceptionSubject {
  const fields = reader.fields(node, 'subject', ['repo', 'path', 'image', 'digest']);
  if (fields === undefined) return {};
  const selector = (key: string, fits: (text: string) => boolean) => {
    const written = fields.strings(key);
    if (fields.get(key) !== undefined && written?.length === 0) {
      reader.diagnostics.push(badSelector(fields.map.span, key, '[]'));
    }
    for (const { value, span } of written ?? []) {
      if (!fits(value)) reader.diagnostics.push(badSelector(span, key, value));
    }
    return written?.map(({ value }) => value);
  };
  const repo = selector('repo', (text) => !/\s/.test(text));
  const path = selector('path', (text) => !/^\.{0,2}\/|\\|(^|\/)\.\.(\/|$)/.test(text));
  const image = selector('image', (text) => parseImagePattern(text) !== undefined);
  const digest = selector('digest', (text) =>
    /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/.test(text),
  );
  return {
    ...(repo && { repo }),
    ...(path && { path }),
    ...(image && { image }),
    ...(digest && { digest }),
  };
}
