import { define } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../diagnostics/suggest.js';

export const noInput = define('input/none', (paths: string) => ({
  message: `nothing to judge was found in ${paths}`,
  hint: 'name a Dockerfile or a folder that holds one; `--as dockerfile` takes a file for one',
}));

export const pathMissing = define('input/missing', (path: string) => ({
  path,
  message: 'no such file or folder',
}));

export const badTime = define('usage/time', (text: string) => ({
  message: `\`${text}\` is no time`,
  hint: 'write an RFC 3339 time, such as `2027-03-31T12:00:00Z`, or a date',
}));

export const timeInCi = define('usage/at-in-ci', () => ({
  message: '`--at` cannot be used with `--ci`',
  hint: 'a verdict of another time is for people, not for pipelines',
}));

export const orgInCi = define('usage/org-in-ci', () => ({
  message: '`--ci` needs `--org`: the org layer comes from the pipeline, never from the repository',
  hint: 'pass `--org <folder>@sha256:…`',
}));

export const badPin = define('usage/pin', (given: string) => ({
  message: `\`--org ${given}\`: a digest is \`sha256:\` and 64 hexadecimal digits`,
  hint: '`policy check --org <folder>` prints the digest of the org',
}));

export const repoInCi = define('usage/repo-in-ci', (org: string) => ({
  message: `\`${org}\` has teams, and which of them judges is not known without the repository's name`,
  hint: 'pass `--repo owner/name`: in a workflow of GitHub `--repo "$GITHUB_REPOSITORY"`, in a job of GitLab `--repo "$CI_PROJECT_PATH"`',
}));

export const unpinnedInCi = define('usage/unpinned-in-ci', (source: string, digest: string) => ({
  message: `\`--ci\` takes the org layer only with its digest, and \`--org ${source}\` has none`,
  hint: `pass \`--org ${source}@${digest}\` once its content is reviewed, or \`--allow-unpinned\``,
}));

export const unknownRuleName = define('usage/rule', (name: string, hint: string | undefined) => ({
  message: `no layer has a rule \`${name}\``,
  ...(hint && { hint }),
}));

export const unknownKind = define('usage/kind', (kind: string, known: readonly string[]) => ({
  message: `there is no kind of document \`${kind}\``,
  hint: didYouMean(kind, known) ?? `kinds: ${known.join(', ')}`,
}));

export const outsidePlace = define('input/outside', (path: string, root: string) => ({
  path,
  message: `it lies outside of the judged folder \`${root === '' ? '.' : root}\``,
  hint: 'judge one folder at a time',
}));

export const noRego = define('usage/no-rego', (paths: string) => ({
  message: `no Rego file was found in ${paths}`,
}));

export const signUsage = define('usage/sign', (reason: string) => ({ message: reason }));

export const baselineUsage = define('usage/baseline', (reason: string) => ({ message: reason }));

export const nothingToExcept = define('usage/no-finding', (name: string) => ({
  message: `no finding of \`${name}\` stands`,
  hint: '`policy eval --format json` shows findings with their rules and keys',
}));

export const notBound = define('usage/not-bound', (what: string, reason: string) => ({
  message: `the exception cannot be bound to the ${what}: ${reason}`,
  hint: 'leave out `--bind`, or choose one finding with `--finding`',
}));

export const testUsage = define('usage/test', (reason: string, hint?: string) => ({
  message: reason,
  ...(hint !== undefined && { hint }),
}));

export const unknownFile = define('input/file-kind', (path: string) => ({
  path,
  message: 'neither Rego nor data',
  hint: 'name `.rego`, `.json`, `.yaml` and `.yml` files, bundles (`.tar.gz`) and folders',
}));

export const fmtUsage = define('usage/fmt', (reason: string) => ({ message: reason }));

export const queryUsage = define('usage/query', (reason: string, hint?: string) => ({
  message: reason,
  ...(hint !== undefined && { hint }),
}));

export const limitUsage = define('usage/limit', (option: string, written: string) => ({
  message: `\`--${option} ${written}\` is no amount`,
  hint: 'write a number, with K, M or G behind it where it is large: `64MB`',
}));

export const durationUsage = define('usage/duration', (written: string) => ({
  message: `\`--timeout ${written}\` is no duration`,
  hint: 'write a number with a unit: `500ms`, `30s`, `2m`',
}));

export const tookTooLong = define('rego/timeout', (limit: string) => ({
  message: `it took longer than ${limit}`,
  hint: 'nothing was decided: allow more time, or find what takes it',
  opa: 'eval_cancel_error',
}));

export const onlyEntrypoints = define('usage/entrypoint', (queries: readonly string[]) => ({
  message: 'a compiled module in the bundle answers its entrypoints only',
  hint: `ask for one of ${queries.map((query) => `\`${query}\``).join(', ')}`,
}));

export const unknownEntrypoint = define('usage/unknown-entrypoint', (path: string) => ({
  message: `the entrypoint \`${path}\` does not refer to a rule or package`,
  hint: 'write its path below `data`: `app/authz/allow` is `data.app.authz.allow`',
}));

export const noEntrypoint = define('usage/no-entrypoint', (target: string) => ({
  message: `the target \`${target}\` needs at least one entrypoint`,
  hint: 'name it with `--entrypoint`, or by `entrypoint: true` in the metadata of a rule',
}));
