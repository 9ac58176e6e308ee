/** Where a script reads a secret, and where it goes. */
import type { SecretReadFact, ShellCommand } from './types.js';

export interface MountedSecrets {
  readonly files: readonly string[];
  readonly variables: readonly string[];
}

/** Words that make the name of a variable one of a secret. */
const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?|AUTH)(_|$)/i;

const HARMLESS = /^(PWD|OLDPWD)$|(_FILE|_PATH|_TTL|_URL|_VERSION|_ID)$/i;

/** Commands that print what they are given. */
const PRINTS = new Set([
  'cat',
  'echo',
  'printf',
  'head',
  'tail',
  'less',
  'more',
  'env',
  'printenv',
  'base64',
]);

const COPIES = new Set(['cp', 'mv', 'install', 'ln', 'tee', 'dd', 'rsync']);

/** The secrets that a command reads: files of secret mounts and variables that are named like secrets. */
export function secretReadsOf(command: ShellCommand, mounted: MountedSecrets): SecretReadFact[] {
  const { id, words, redir, assign } = command;
  const texts = [...words.slice(1).map(({ lit }) => lit), ...redir.map(({ target }) => target)];
  const files = new Set<string>();
  for (const text of texts) {
    for (const file of mounted.files) if (mentions(text, file)) files.add(file);
    for (const [path] of text.matchAll(/\/run\/secrets\/[^\s"':;)`]+/g)) files.add(path);
  }
  const variables = new Set(
    [...words.flatMap(({ vars }) => vars), ...assign.flatMap(({ value }) => namesIn(value))].filter(
      (name) => mounted.variables.includes(name) || isSecretName(name),
    ),
  );
  const goes = sinkOf(command);
  return [
    ...[...files].map(
      (name): SecretReadFact => ({
        cmd: id,
        kind: 'file',
        name,
        mounted: mounted.files.some((file) => mentions(name, file)),
        ...goes,
      }),
    ),
    ...[...variables].map(
      (name): SecretReadFact => ({
        cmd: id,
        kind: 'variable',
        name,
        mounted: mounted.variables.includes(name),
        ...goes,
      }),
    ),
  ];
}

function mentions(text: string, file: string): boolean {
  const at = text.indexOf(file);
  return at >= 0 && !/[\w.-]/.test(text[at + file.length] ?? '');
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS.test(name);
}

function sinkOf(command: ShellCommand): Pick<SecretReadFact, 'sink' | 'target'> {
  const { name, redir, args, scope, next } = command;
  const written = redir.find(({ op, fd }) => fd === 1 && /^(>|>>|>\||&>)$/.test(op))?.target;
  const isPrinting = PRINTS.has(name);
  if (written !== undefined && written !== '/dev/null') return { sink: 'file', target: written };
  if (COPIES.has(name)) {
    return { sink: 'file', target: (name === 'tee' ? args[0] : args.at(-1)) ?? null };
  }
  if (isPrinting && (scope.includes('commandexpansion') || next === '|' || next === '|&')) {
    return { sink: 'argument', target: null };
  }
  if (isPrinting && written === undefined) return { sink: 'output', target: null };
  return { sink: name === '' ? 'none' : 'argument', target: null };
}
