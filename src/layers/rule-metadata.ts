import { createHash } from 'node:crypto';
import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/source.js';
import type { Json } from '../model/json.js';
import type { Check, Parameter, Rule, RuleSet } from '../model/rule.js';
import { LEVELS, type MergeOperator, SEVERITIES, type Severity } from '../model/settings.js';
import type * as ast from '../rego/syntax/ast.js';
import { badMetadata, unknownMetadata } from './errors.js';
import { defaultLevel } from './merge-rule.js';
import { checkSchema, checkValue } from './parameter-schema.js';

const SETS: readonly RuleSet[] = ['deny', 'warn', 'unknown', 'violation'];

const OPERATORS: readonly MergeOperator[] = [
  'intersect',
  'union',
  'min',
  'max',
  'and',
  'or',
  'fixed',
  'replace',
];

/** Keys of `custom` in a rule's metadata; `schemas/rule-metadata.json` describes them. */
export const METADATA_KEYS = [
  'code',
  'severity',
  'level',
  'needs',
  'optional',
  'aliases',
  'remediation',
  'rationale',
  'params',
  'checks',
  'onUnknown',
  'seed',
  'tags',
  'needs_raw',
  'redact',
  'warn_from',
  'effective_on',
  'sunset',
];

/**
 * The rules of a layer: every package that defines one of `deny`, `warn`, `unknown`, `violation`. Packages under `lib` and tests
 * are none. Several files of one package make one rule.
 *
 * @param modules parsed, in any order
 */
export function readRules(modules: readonly ast.Module[]): Diagnosed<Rule[]> {
  const diagnostics: Diagnostic[] = [];
  const packages = new Map<string, ast.Module[]>();
  for (const module of modules) {
    const path = packageOf(module);
    packages.set(path, [...(packages.get(path) ?? []), module]);
  }
  const rules: Rule[] = [];
  for (const [path, files] of [...packages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sets = SETS.filter((set) =>
      files.some((file) => file.rules.some((rule) => headName(rule) === set)),
    );
    if (sets.length > 0) rules.push(readRule(path, files, sets, diagnostics));
  }
  return { value: rules, diagnostics };
}

/** The dotted package path without `data.`. */
export function packageOf(module: ast.Module): string {
  const parts = module.package.path.parts.slice(1);
  return parts.map((part) => (part.kind === 'string' ? part.value : '?')).join('.');
}

/** The id of the rule in a package: slashes for dots, hyphens for underscores. */
export function ruleId(path: string): string {
  return path.replaceAll('.', '/').replaceAll('_', '-');
}

function digestOf(files: readonly ast.Module[]): string {
  const hash = createHash('sha256');
  for (const text of files.map(({ source }) => source.text).sort()) {
    hash.update(`${text.length}:${text}`);
  }
  return `sha256:${hash.digest('hex')}`;
}

function headName(rule: ast.Rule): string | undefined {
  const [first] = rule.head.ref.parts;
  return first?.kind === 'var' ? first.name : undefined;
}

function readRule(
  path: string,
  files: readonly ast.Module[],
  sets: readonly RuleSet[],
  diagnostics: Diagnostic[],
): Rule {
  const blocks = files.flatMap((file) =>
    file.annotations.filter(({ target }) => target.kind === 'package'),
  );
  const [block, second] = blocks;
  if (second) diagnostics.push(badMetadata(second.span, `package \`${path}\` has a second block`));
  const span = block?.span ?? files[0]?.package.span;
  const reader = new MetadataReader(span as Span, diagnostics);
  const annotations = block?.value ?? {};
  const custom = reader.object(annotations['custom'], 'custom') ?? {};
  for (const key of Object.keys(custom)) {
    if (!METADATA_KEYS.includes(key)) {
      diagnostics.push(unknownMetadata(span as Span, key, METADATA_KEYS));
    }
  }
  const id = ruleId(path);
  const severity = reader.word(custom['severity'], 'severity', SEVERITIES) ?? 'medium';
  const level = reader.word(custom['level'], 'level', LEVELS);
  const onUnknown = reader.word(custom['onUnknown'], 'onUnknown', ['warn', 'fail'] as const);
  const code = reader.text(custom['code'], 'code');
  const rationale = reader.text(custom['rationale'], 'rationale');
  const remediation = reader.text(custom['remediation'], 'remediation');
  const warnFrom = reader.text(custom['warn_from'], 'warn_from');
  const effectiveOn = reader.text(custom['effective_on'], 'effective_on');
  const sunset = reader.text(custom['sunset'], 'sunset');
  return {
    id,
    package: path,
    ...(code && { code }),
    title: reader.text(annotations['title'], 'title') ?? id,
    description: reader.text(annotations['description'], 'description') ?? '',
    ...(rationale && { rationale }),
    ...(remediation && { remediation }),
    severity,
    level: level ?? defaultLevel(severity),
    needs: reader.list(custom['needs'], 'needs'),
    optional: reader.list(custom['optional'], 'optional'),
    aliases: reader.list(custom['aliases'], 'aliases'),
    params: reader.params(custom['params']),
    checks: reader.checks(custom['checks']),
    sets,
    ...(onUnknown && { onUnknown }),
    seed: reader.list(custom['seed'], 'seed'),
    redact: custom['redact'] === true,
    digest: digestOf(files),
    dates: {
      ...(warnFrom && { warnFrom }),
      ...(effectiveOn && { effectiveOn }),
      ...(sunset && { sunset }),
    },
  };
}

/** Reads the untyped values of one annotation block; what is wrong is reported at the block. */
class MetadataReader {
  readonly #span: Span;
  readonly #diagnostics: Diagnostic[];

  constructor(span: Span, diagnostics: Diagnostic[]) {
    this.#span = span;
    this.#diagnostics = diagnostics;
  }

  #wrong(reason: string): undefined {
    this.#diagnostics.push(badMetadata(this.#span, reason));
    return undefined;
  }

  object(value: unknown, key: string): Readonly<Record<string, unknown>> | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
    return this.#wrong(`\`${key}\` must be a mapping`);
  }

  text(value: unknown, key: string): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value.trim();
    return this.#wrong(`\`${key}\` must be a string`);
  }

  word<T extends string>(value: unknown, key: string, allowed: readonly T[]): T | undefined {
    if (value === undefined) return undefined;
    const found = allowed.find((word) => word === value);
    return found ?? this.#wrong(`\`${key}\` must be one of ${allowed.join(', ')}`);
  }

  list(value: unknown, key: string): string[] {
    if (value === undefined || value === null) return [];
    const items = Array.isArray(value) ? value : [value];
    if (items.some((item) => typeof item !== 'string' && typeof item !== 'number')) {
      this.#wrong(`\`${key}\` must be a list of strings`);
      return [];
    }
    return items.map(String);
  }

  params(value: unknown): ReadonlyMap<string, Parameter> {
    const params = new Map<string, Parameter>();
    for (const [name, written] of Object.entries(this.object(value, 'params') ?? {})) {
      const fields = this.object(written, `params.${name}`) ?? {};
      const merge = this.word(fields['merge'], `params.${name}.merge`, OPERATORS);
      const schema = (fields['schema'] ?? {}) as Json;
      const initial = (fields['default'] ?? null) as Json;
      const description = this.text(fields['description'], `params.${name}.description`);
      const fault =
        checkSchema(schema) ??
        (fields['default'] === undefined ? 'needs a `default`' : checkValue(schema, initial)) ??
        (merge === undefined ? 'needs a `merge` operator' : undefined);
      if (fault) this.#wrong(`parameter \`${name}\` ${fault}`);
      params.set(name, {
        schema,
        merge: merge ?? 'fixed',
        default: initial,
        ...(description && { description }),
      });
    }
    return params;
  }

  checks(value: unknown): ReadonlyMap<string, Check> {
    const checks = new Map<string, Check>();
    for (const [name, written] of Object.entries(this.object(value, 'checks') ?? {})) {
      const fields = this.object(written, `checks.${name}`) ?? {};
      const severity = this.word(fields['severity'], `checks.${name}.severity`, SEVERITIES) as
        | Severity
        | undefined;
      checks.set(name, {
        aliases: this.list(fields['aliases'], `checks.${name}.aliases`),
        ...(severity && { severity }),
      });
    }
    return checks;
  }
}
