import type { Fields, RecordReader } from '../model/record-reader.js';
import {
  type BaselineRules,
  type ExceptionRules,
  type GroupSettings,
  type InlineIgnoreRules,
  type KeySettings,
  type OrgSettings,
  PEER_TOOLS,
  SEVERITIES,
  type Severity,
  type TeamSettings,
  type TrustSettings,
  type VexRules,
} from '../model/settings.js';
import { endOf } from '../model/time.js';
import { badDate, badPattern, leavesLayer } from './errors.js';
import { isInside } from './inside.js';

/** What only an org's settings may hold. */
export const ORG_KEYS = ['teams', 'trust', 'exceptionRules', 'inlineIgnores', 'baseline', 'vex'];

/** The keys of an org's file that no other layer has. */
export function readOrgSettings(reader: RecordReader, fields: Fields): OrgSettings {
  const trust = readTrust(reader, fields);
  const exceptionRules = readExceptionRules(reader, fields);
  const inlineIgnores = readInlineIgnores(reader, fields);
  const baseline = readBaseline(reader, fields);
  const vex = readVex(reader, fields);
  return {
    teams: readTeams(reader, fields),
    ...(trust && { trust }),
    ...(exceptionRules && { exceptionRules }),
    ...(inlineIgnores && { inlineIgnores }),
    ...(baseline && { baseline }),
    ...(vex && { vex }),
  };
}

function readTeams(reader: RecordReader, org: Fields): ReadonlyMap<string, TeamSettings> {
  const teams = new Map<string, TeamSettings>();
  for (const [name, { value }] of reader.fields(org.get('teams'), 'teams')?.entries() ?? []) {
    const fields = reader.fields(value, name, ['repos', 'source']);
    const source = fields?.required('source');
    if (source && !isInside(source.value)) {
      reader.diagnostics.push(leavesLayer(source.span, source.value));
    }
    if (source) teams.set(name, { repos: fields?.strings('repos') ?? [], source });
  }
  return teams;
}

function readTrust(reader: RecordReader, org: Fields): TrustSettings | undefined {
  const fields = reader.fields(org.get('trust'), 'trust', TRUST_KEYS);
  if (fields === undefined) return undefined;
  const keys = new Map<string, KeySettings>();
  for (const [name, { value }] of reader.fields(fields.get('keys'), 'keys')?.entries() ?? []) {
    const key = readKey(reader, reader.fields(value, name, KEY_KEYS));
    if (key) keys.set(name, key);
  }
  const groups = new Map<string, GroupSettings>();
  for (const [name, { value }] of reader.fields(fields.get('groups'), 'groups')?.entries() ?? []) {
    const group = reader.fields(value, name, ['members', 'threshold']);
    groups.set(name, {
      members: (group?.strings('members') ?? []).map(({ value: member }) => member),
      threshold: group?.count('threshold', 1)?.value ?? 1,
    });
  }
  const signed = reader.fields(fields.get('requireSigned'), 'requireSigned', [
    'layers',
    'exceptions',
  ]);
  const exceptions = reader.fields(signed?.get('exceptions'), 'exceptions', ['severities']);
  return {
    keys,
    groups,
    requireSigned: {
      layers: signed?.boolean('layers')?.value ?? false,
      exceptions: severities(reader, exceptions, 'severities') ?? [],
    },
    documents: readDocumentTrust(reader, fields),
  };
}

const TRUST_KEYS = ['keys', 'groups', 'requireSigned', 'documents'];

function readDocumentTrust(reader: RecordReader, trust: Fields): TrustSettings['documents'] {
  const fields = reader.fields(trust.get('documents'), 'documents', ['keys', 'trustedRoots']);
  const paths = (name: string) => {
    const found = fields?.strings(name) ?? [];
    for (const { value, span } of found) {
      if (!isInside(value)) reader.diagnostics.push(leavesLayer(span, value));
    }
    return found;
  };
  return { keys: paths('keys'), trustedRoots: paths('trustedRoots') };
}

const KEY_KEYS = ['ed25519', 'allowedSigners', 'from', 'until', 'revoked'];

function readKey(reader: RecordReader, fields: Fields | undefined): KeySettings | undefined {
  if (fields === undefined) return undefined;
  const ed25519 = fields.string('ed25519');
  const allowedSigners = fields.string('allowedSigners');
  for (const path of [ed25519, allowedSigners]) {
    if (path && !isInside(path.value)) reader.diagnostics.push(leavesLayer(path.span, path.value));
  }
  if (!ed25519 && !allowedSigners) reader.missing(fields.map.span, 'ed25519');
  const from = date(reader, fields, 'from');
  const until = date(reader, fields, 'until');
  const revoked = date(reader, fields, 'revoked');
  return {
    ...(ed25519 && { ed25519 }),
    ...(allowedSigners && { allowedSigners }),
    ...(from && { from }),
    ...(until && { until }),
    ...(revoked && { revoked }),
  };
}

function readExceptionRules(reader: RecordReader, org: Fields): ExceptionRules | undefined {
  const fields = reader.fields(org.get('exceptionRules'), 'exceptionRules', [
    'maxDays',
    'forbid',
    'requireTicket',
    'requireDigest',
    'approvals',
    'maxActive',
    'renewals',
    'wildcards',
    'expiringWithinDays',
  ]);
  if (fields === undefined) return undefined;
  const maxDays = new Map<Severity, number>();
  const days = reader.fields(fields.get('maxDays'), 'maxDays', SEVERITIES);
  for (const severity of SEVERITIES) {
    const count = days?.count(severity, 1);
    if (count) maxDays.set(severity, count.value);
  }
  const approvals = new Map<string, { readonly group: string; readonly count: number }>();
  const levels = reader.fields(fields.get('approvals'), 'approvals', ['default', ...SEVERITIES]);
  for (const [name, { value }] of levels?.entries() ?? []) {
    const approval = reader.fields(value, name, ['group', 'count']);
    const group = approval?.required('group');
    if (group)
      approvals.set(name, { group: group.value, count: approval?.count('count', 1)?.value ?? 1 });
  }
  const ticket = fields.string('requireTicket');
  if (ticket) {
    try {
      new RegExp(ticket.value, 'u');
    } catch (error) {
      reader.diagnostics.push(badPattern(ticket.span, ticket.value, (error as Error).message));
    }
  }
  const maxActive = fields.count('maxActive');
  const renewals = fields.count('renewals');
  const expiring = fields.count('expiringWithinDays');
  return {
    maxDays,
    forbid: fields.strings('forbid') ?? [],
    ...(ticket && { requireTicket: ticket.value }),
    requireDigest: severities(reader, fields, 'requireDigest') ?? [],
    approvals,
    ...(maxActive && { maxActive: maxActive.value }),
    ...(renewals && { renewals: renewals.value }),
    wildcards: fields.boolean('wildcards')?.value ?? false,
    ...(expiring && { expiringWithinDays: expiring.value }),
  };
}

function readInlineIgnores(reader: RecordReader, org: Fields): InlineIgnoreRules | undefined {
  const fields = reader.fields(org.get('inlineIgnores'), 'inlineIgnores', [
    'allowed',
    'maxDays',
    'severities',
    'peers',
  ]);
  if (fields === undefined) return undefined;
  const maxDays = fields.count('maxDays', 1);
  const list = severities(reader, fields, 'severities');
  const peers = words(reader, fields, 'peers', 'tool', PEER_TOOLS);
  return {
    allowed: fields.boolean('allowed')?.value ?? false,
    ...(maxDays && { maxDays: maxDays.value }),
    ...(list && { severities: list }),
    ...(peers && { peers }),
  };
}

function readBaseline(reader: RecordReader, org: Fields): BaselineRules | undefined {
  const fields = reader.fields(org.get('baseline'), 'baseline', [
    'allowed',
    'until',
    'lockedRules',
  ]);
  if (fields === undefined) return undefined;
  const until = date(reader, fields, 'until');
  return {
    allowed: fields.boolean('allowed')?.value ?? false,
    ...(until && { until }),
    lockedRules: fields.boolean('lockedRules')?.value ?? true,
  };
}

function readVex(reader: RecordReader, org: Fields): VexRules | undefined {
  const keys = ['allowed', 'severities', 'olderThanScan'];
  const fields = reader.fields(org.get('vex'), 'vex', keys);
  if (fields === undefined) return undefined;
  const list = severities(reader, fields, 'severities');
  return {
    allowed: fields.boolean('allowed')?.value ?? false,
    olderThanScan: fields.boolean('olderThanScan')?.value ?? false,
    ...(list && { severities: list }),
  };
}

function date(reader: RecordReader, fields: Fields, key: string) {
  const text = fields.string(key);
  if (text && endOf(text.value) === undefined) {
    reader.diagnostics.push(badDate(text.span, key, text.value));
  }
  return text;
}

function severities(
  reader: RecordReader,
  fields: Fields | undefined,
  key: string,
): Severity[] | undefined {
  return words(reader, fields, key, 'severity', SEVERITIES);
}

/** One word or a list of them, each one of those that are known. */
function words<const T extends string>(
  reader: RecordReader,
  fields: Fields | undefined,
  key: string,
  what: string,
  known: readonly T[],
): T[] | undefined {
  const node = fields?.get(key);
  if (node === undefined) return undefined;
  const found: T[] = [];
  for (const item of node.kind === 'list' ? node.items : [node]) {
    const word = reader.word(item, what, known);
    if (word) found.push(word.value);
  }
  return found;
}
