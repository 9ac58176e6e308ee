import { define } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/source.js';
import { didYouMean } from '../diagnostics/suggest.js';

export const badVersion = define('settings/version', (span: Span) => ({
  span,
  message: 'settings of this version are not known',
  hint: 'write `version: 1`',
}));

export const badName = define('settings/name', (span: Span, name: string) => ({
  span,
  message: `\`${name}\` cannot name a layer`,
  hint: 'use lower-case ASCII letters, digits, `-`, `_` and `.`, beginning with a letter or digit',
}));

export const badRoot = define('settings/root', (span: Span, root: string, wanted: string) => ({
  span,
  message: `root package \`${root}\` does not fit the layer`,
  hint: `it must be ${wanted}`,
}));

export const badKindName = define('settings/kind-name', (span: Span, name: string) => ({
  span,
  message: `\`${name}\` cannot name a kind of documents`,
  hint: 'use lower-case ASCII letters, digits and `-`, beginning with a letter',
}));

export const kindsInProfile = define('settings/kinds-in-profile', (span: Span) => ({
  span,
  message: 'a profile has no kinds of documents',
  hint: 'write them in `policy.yaml` or `org.yaml`',
}));

export const badKindSchema = define(
  'layer/kind-schema',
  (path: string, kind: string, reason: string) => ({
    path,
    message: `it cannot serve as the schema of \`${kind}\`: ${reason}`,
    hint: 'JSON Schema of draft 7, 2019-09 or 2020-12; nothing is fetched, so a `$ref` leads to the same file',
  }),
);

export const shippedKind = define('settings/shipped-kind', (span: Span, kind: string) => ({
  span,
  message: `\`${kind}\` is a kind of documents that Drydock has, or nearly called so`,
  hint: 'give a kind of your own another name',
}));

export const formatTwice = define(
  'settings/kind-format',
  (span: Span, kind: string, format: string) => ({
    span,
    message: `files of \`${kind}\` are ${format} already, as decided above`,
    hint: 'leave `format` out, or name a kind of your own',
  }),
);

export const badDate = define('settings/date', (span: Span, key: string, text: string) => ({
  span,
  message: `\`${text}\` is no date for \`${key}\``,
  hint: 'write `2027-03-31` (the end of that day, UTC) or an RFC 3339 time',
}));

export const badPattern = define(
  'settings/pattern',
  (span: Span, text: string, reason: string) => ({
    span,
    message: `\`${text}\` is no regular expression: ${reason}`,
  }),
);

/** A path in settings that would leave the folder of its layer. */
export const leavesLayer = define('settings/path', (span: Span, path: string) => ({
  span,
  message: `\`${path}\` leads out of the layer`,
  hint: 'name a folder below the settings file, with `/`, without `..`',
}));

export const misplacedKey = define(
  'settings/org-only',
  (span: Span, key: string, layer: string) => ({
    span,
    message: `\`${key}\` can be set by an org only, not by a ${layer} layer`,
  }),
);

export const unknownRule = define(
  'settings/unknown-rule',
  (span: Span, rule: string, known: readonly string[], severity: 'error' | 'warning') => {
    const hint = didYouMean(rule, known);
    return { span, severity, message: `no layer has a rule \`${rule}\``, ...(hint && { hint }) };
  },
);

export const ambiguousRule = define(
  'settings/ambiguous-rule',
  (span: Span, rule: string, candidates: readonly string[]) => ({
    span,
    message: `\`${rule}\` names more than one rule`,
    hint: `write one of ${candidates.map((id) => `\`${id}\``).join(', ')}`,
  }),
);

export const ruleTwice = define('settings/rule-twice', (span: Span, first: Span, rule: string) => ({
  span,
  message: `rule \`${rule}\` is set twice, under two of its names`,
  related: [{ span: first, message: 'first here' }],
  hint: 'keep one of them',
}));

export const unknownParameter = define(
  'settings/unknown-parameter',
  (span: Span, rule: string, name: string, known: readonly string[]) => ({
    span,
    message: `rule \`${rule}\` has no parameter \`${name}\``,
    hint:
      didYouMean(name, known) ??
      (known.length > 0 ? `it has ${known.join(', ')}` : 'it has no parameters'),
  }),
);

export const badParameter = define(
  'settings/parameter',
  (span: Span, rule: string, name: string, reason: string) => ({
    span,
    message: `parameter \`${name}\` of \`${rule}\` ${reason}`,
  }),
);

export const unknownProfile = define(
  'settings/unknown-profile',
  (span: Span | undefined, name: string, known: readonly string[]) => {
    const hint = didYouMean(name, known) ?? `there are ${known.join(', ')}`;
    return { ...(span && { span }), message: `no profile is called \`${name}\``, hint };
  },
);

export const layerMissing = define(
  'layer/missing',
  (span: Span | undefined, what: string, source: string) => ({
    ...(span && { span }),
    message: `${what} layer \`${source}\` was not found`,
    hint: 'a layer that is named must be there: check the path, or take it out on purpose',
  }),
);

export const layerEmpty = define('layer/empty', (path: string, name: string) => ({
  path,
  message: `layer \`${name}\` holds neither rules nor settings`,
  hint: 'give it rule code under `policies`, or settings under `rules`',
}));

export const nothingFound = define(
  'layer/nothing-found',
  (span: Span, what: string, path: string) => ({
    span,
    message: `\`${path}\` holds no ${what}`,
    hint: 'a folder that is named must hold something',
  }),
);

export const layerKind = define('layer/kind', (span: Span, wanted: string, found: string) => ({
  span,
  message: `a ${wanted} layer was wanted, but its settings say \`${found}\``,
}));

export const layerCycle = define('layer/cycle', (span: Span | undefined, path: string) => ({
  ...(span && { span }),
  message: `layer \`${path}\` extends itself, directly or through others`,
}));

export const otherOrg = define('layer/other-org', (span: Span, asked: string, given: string) => ({
  span,
  message: `the repository names org \`${asked}\`, but it is judged under \`${given}\``,
  hint: 'the org comes from whoever judges, never from the repository: take the entry out',
}));

export const secondOrg = define('layer/second-org', (span: Span | undefined, name: string) => ({
  ...(span && { span }),
  message: `a second org layer \`${name}\`: there can be one only`,
}));

export const unknownTeam = define(
  'layer/unknown-team',
  (span: Span | undefined, team: string, known: readonly string[]) => ({
    ...(span && { span }),
    message: `the org has no team \`${team}\``,
    hint:
      didYouMean(team, known) ??
      (known.length > 0 ? `teams: ${known.join(', ')}` : 'it has no teams'),
  }),
);

export const teamNotAssigned = define(
  'layer/team-not-assigned',
  (span: Span, team: string, repo: string) => ({
    span,
    message: `repository \`${repo}\` does not belong to team \`${team}\``,
    hint: "the org's `teams` decide which team layer a repository gets",
  }),
);

export const digestMismatch = define(
  'layer/digest',
  (source: string, wanted: string, found: string) => ({
    path: source,
    message: `the layer's content is ${found}, not ${wanted} as asked for`,
    hint: 'the layer has changed since it was pinned',
  }),
);

/** Rego: open rule sets mean that a body under another layer's package could loosen its rules. */
export const foreignPackage = define(
  'layer/foreign-package',
  (span: Span, found: string, root: string) => ({
    span,
    message: `package \`${found}\` does not lie under the layer's root \`${root}\``,
    hint: `name it \`${root}.…\`: a layer can only add rules of its own`,
  }),
);

export const emptyPolicy = define('layer/no-rules', () => ({
  message: 'no layer has a rule',
  hint: 'a policy without rules decides nothing',
}));

export const nothingSelected = define('layer/none-selected', () => ({
  message: 'every rule is `off`: nothing would be judged',
  hint: 'set at least one rule to `shadow`, `warn` or `enforce`',
}));

export const conflictingRule = define('layer/same-rule', (span: Span, id: string) => ({
  span,
  message: `two packages make the same rule id \`${id}\``,
}));

/** A conflict under `--strict-config`, or found by `policy check`. */
export const rejectedLoosening = define(
  'settings/locked',
  (
    place: { file?: string; span?: Span; related?: Span },
    rule: string,
    field: string,
    reason: string,
  ) => ({
    ...(place.span ? { span: place.span } : place.file ? { path: place.file } : {}),
    ...(place.related && { related: [{ span: place.related, message: 'decided here' }] }),
    message: `\`${field}\` of \`${rule}\` stays as decided above: ${reason}`,
  }),
);

export const badMetadata = define('rule/metadata', (span: Span, reason: string) => ({
  span,
  message: `rule metadata: ${reason}`,
}));

export const unknownMetadata = define(
  'rule/unknown-metadata',
  (span: Span, key: string, known: readonly string[]) => ({
    span,
    message: `rule metadata has no key \`custom.${key}\``,
    hint: didYouMean(key, known) ?? `known keys: ${known.join(', ')}`,
  }),
);

export const reservedData = define('layer/reserved-data', (path: string, name: string) => ({
  path,
  message: `data must not lie under \`${name}\`: rules and the engine live there`,
  hint: 'rename the file, the folder or the key',
}));

export const sharedRoot = define(
  'layer/shared-root',
  (path: string, root: string, other: string) => ({
    path,
    message: `root package \`${root}\` overlaps with \`${other}\` of another layer`,
    hint: 'every layer needs a root package of its own',
  }),
);

export const settingsMissing = define(
  'layer/no-settings',
  (source: string, names: readonly string[]) => ({
    path: source,
    message: `the layer has no ${names.map((name) => `\`${name}\``).join(' or ')}`,
  }),
);

export const repoUnknown = define('layer/repo-unknown', (org: string) => ({
  severity: 'warning',
  message: `which team of \`${org}\` this repository belongs to is not known, because its name is not`,
  hint: 'pass `--repo owner/name`',
}));

export const nothingSeen = define('input/excluded', () => ({
  message: 'the settings exclude every file that would be judged',
  hint: 'judging nothing is no pass: look at `include` and `exclude`',
}));
