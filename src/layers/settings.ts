import { type Diagnosed, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Source, Span } from '../diagnostics/source.js';
import { OWN_FORMATS } from '../model/own-kind.js';
import { type Fields, RecordReader } from '../model/record-reader.js';
import {
  type Extends,
  GATES,
  type Gate,
  type GateSetting,
  type KindSettings,
  type LayerKind,
  LEVELS,
  LOCKS,
  type Placed,
  type Settings,
  type SubjectSettings,
} from '../model/settings.js';
import { type PlacedNode, parseStrictYaml } from '../model/strict-yaml.js';
import {
  badKindName,
  badName,
  badRoot,
  badVersion,
  kindsInProfile,
  leavesLayer,
  misplacedKey,
} from './errors.js';
import { isInside } from './inside.js';
import { ORG_KEYS, readOrgSettings } from './org-settings.js';
import { readRuleSettings } from './rule-settings.js';

const KEYS = [
  'version',
  'layer',
  'name',
  'root',
  'extends',
  'profile',
  'policies',
  'data',
  'exceptions',
  'include',
  'exclude',
  'subjects',
  'kinds',
  'lock',
  'rules',
  'gates',
];

const NAME = /^[a-z0-9][a-z0-9._-]*$/;

/** What a kind of documents of the user's own may be called. */
const KIND_NAME = /^[a-z][a-z0-9-]*$/;

const KINDS = ['org', 'team', 'repo', 'profile'] as const;

/** The kinds of layer that a settings file may say it is; a file without `layer` is taken for what was asked for. */
export type SettingsKind = (typeof KINDS)[number] | 'std';

/**
 * Reads one settings file: `policy.yaml`, `org.yaml` or a profile.
 *
 * @param expected the kind of layer where the file does not say it
 * @returns no value where the file has an error: half a settings file must not decide
 */
export function parseSettings(
  source: Source,
  expected: SettingsKind,
): Diagnosed<Settings | undefined> {
  const yaml = parseStrictYaml(source);
  if (yaml.value === undefined) return { value: undefined, diagnostics: yaml.diagnostics };
  const reader = new RecordReader();
  const value = readSettings(reader, yaml.value, expected);
  const diagnostics = [...yaml.diagnostics, ...reader.diagnostics];
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics };
}

function readSettings(
  reader: RecordReader,
  node: PlacedNode,
  expected: SettingsKind,
): Settings | undefined {
  const fields = reader.fields(node, 'settings', [...KEYS, ...ORG_KEYS]);
  if (fields === undefined) return undefined;
  const version = fields.get('version');
  if (version === undefined) reader.missing({ ...node.span, end: node.span.start + 1 }, 'version');
  else if (version.kind !== 'scalar' || version.value !== 1) {
    reader.diagnostics.push(badVersion(version.span));
  }
  const layer = fields.word('layer', KINDS)?.value ?? expected;
  if (layer !== 'org') {
    for (const [key, entry] of fields.entries()) {
      if (ORG_KEYS.includes(key)) reader.diagnostics.push(misplacedKey(entry.key, key, layer));
    }
  }
  const name = fields.string('name');
  if (name && !NAME.test(name.value)) reader.diagnostics.push(badName(name.span, name.value));
  const root = readRoot(reader.diagnostics, fields, layer, name?.value);
  const profile = fields.string('profile');
  const lock = fields.word('lock', LOCKS);
  return {
    version: 1,
    layer,
    name: name?.value ?? layer,
    ...(root && { root }),
    extends: readExtends(reader, fields.get('extends')),
    ...(profile && { profile }),
    policies: paths(reader, fields, 'policies'),
    data: paths(reader, fields, 'data'),
    exceptions: paths(reader, fields, 'exceptions'),
    include: fields.strings('include') ?? [],
    exclude: fields.strings('exclude') ?? [],
    subjects: readSubjects(reader, fields.get('subjects')),
    kinds: readKinds(reader, fields.get('kinds'), layer),
    rules: readRuleSettings(reader, fields.get('rules')),
    gates: readGates(reader, fields.get('gates')),
    ...(lock && { lock }),
    ...(layer === 'org' && { org: readOrgSettings(reader, fields) }),
  };
}

function readRoot(
  diagnostics: Diagnostic[],
  fields: Fields,
  layer: SettingsKind,
  name: string | undefined,
): Placed<string> | undefined {
  const root = fields.string('root');
  if (root === undefined) return undefined;
  const wanted = layer === 'profile' ? 'absent in a profile' : `\`${layer}.<name>\``;
  const fits = new RegExp(`^${layer}(\\.[a-z][a-z0-9_]*)+$`).test(root.value);
  const ofTeam = layer !== 'team' || name === undefined || root.value === rootOf('team', name);
  if (!fits || !ofTeam) {
    diagnostics.push(
      badRoot(root.span, root.value, ofTeam || !name ? wanted : `\`${rootOf('team', name)}\``),
    );
  }
  return root;
}

/** The root package of a layer that names none: `repo.pay_api` for the repo layer `pay-api`. */
export function rootOf(kind: LayerKind, name: string): string {
  return kind === 'std' ? 'std' : `${kind}.${name.replace(/[^a-z0-9]+/g, '_')}`;
}

function paths(reader: RecordReader, fields: Fields, key: string): Placed<string>[] {
  const written = fields.strings(key) ?? [];
  for (const path of written) {
    if (!isInside(path.value)) reader.diagnostics.push(leavesLayer(path.span, path.value));
  }
  return written;
}

function readExtends(reader: RecordReader, node: PlacedNode | undefined): Placed<Extends>[] {
  if (node === undefined) return [];
  const found: Placed<Extends>[] = [];
  for (const item of node.kind === 'list' ? node.items : [node]) {
    const fields = reader.fields(item, 'extends', ['layer', 'name', 'source']);
    const layer = fields?.word('layer', ['org', 'team'] as const);
    if (fields && fields.get('layer') === undefined) reader.missing(item.span, 'layer');
    const name = fields?.string('name');
    const source = fields?.required('source');
    if (layer && source) {
      found.push({
        value: { layer: layer.value, ...(name && { name: name.value }), source: source.value },
        span: source.span,
      });
    }
  }
  return found;
}

function readSubjects(reader: RecordReader, node: PlacedNode | undefined): SubjectSettings[] {
  if (node === undefined) return [];
  const found: SubjectSettings[] = [];
  for (const item of node.kind === 'list' ? node.items : [node]) {
    const fields = reader.fields(item, 'subjects', ['name', 'include']);
    const name = fields?.required('name');
    const include = fields?.strings('include') ?? [];
    if (fields && include.length === 0) reader.missing(item.span, 'include');
    if (name) found.push({ name, include });
  }
  return found;
}

/** Kinds of documents by name; a name without `files` counts for files that are named with `--as`. */
function readKinds(
  reader: RecordReader,
  node: PlacedNode | undefined,
  layer: SettingsKind,
): KindSettings[] {
  const kinds = reader.fields(node, 'kinds');
  if (kinds !== undefined && layer === 'profile') {
    reader.diagnostics.push(kindsInProfile(kinds.map.span));
  }
  return (kinds?.entries() ?? []).flatMap(([name, { key, value }]): KindSettings[] => {
    if (!KIND_NAME.test(name)) reader.diagnostics.push(badKindName(key, name));
    const fields = reader.fields(value, name, ['files', 'format', 'schema']);
    if (fields === undefined) return [];
    const format = fields.word('format', OWN_FORMATS);
    const schema = fields.string('schema');
    if (schema && !isInside(schema.value)) {
      reader.diagnostics.push(leavesLayer(schema.span, schema.value));
    }
    return [
      {
        name: { value: name, span: key },
        files: fields.strings('files') ?? [],
        ...(format && { format }),
        ...(schema && { schema }),
      },
    ];
  });
}

function readGates(
  reader: RecordReader,
  node: PlacedNode | undefined,
): ReadonlyMap<Gate, readonly GateSetting[]> {
  const gates = new Map<Gate, GateSetting[]>();
  const fields = reader.fields(node, 'gates', GATES);
  for (const gate of GATES) {
    const rules = reader.fields(fields?.get(gate), gate);
    if (rules === undefined) continue;
    const list: GateSetting[] = [];
    for (const [rule, { key, value }] of rules.entries()) {
      const level = reader.word(value, 'level', LEVELS);
      if (level) list.push({ rule: { value: rule, span: key satisfies Span }, level });
    }
    gates.set(gate, list);
  }
  return gates;
}
