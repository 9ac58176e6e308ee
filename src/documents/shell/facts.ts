import type { ShellCommand } from './types.js';

/** What rules ask about scripts most often, worked out once. */
export interface ShellFacts {
  readonly pkg: readonly PackageFact[];
  readonly downloads: readonly DownloadFact[];
  readonly removes: readonly { readonly cmd: number; readonly paths: readonly string[] }[];
  readonly users: readonly { readonly cmd: number; readonly name: string; readonly opts: object }[];
  readonly chmod: readonly {
    readonly cmd: number;
    readonly mode: string;
    readonly paths: readonly string[];
  }[];
}

export interface PackageFact {
  readonly cmd: number;
  readonly mgr: string;
  readonly action: string;
  readonly flags: readonly string[];
  readonly packages: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly kind: string;
  }[];
}

export interface DownloadFact {
  readonly cmd: number;
  readonly url: string;
  readonly out: string | null;
  /** The command that reads what was downloaded, where it is piped. */
  readonly pipedTo: string | null;
  /** Whether a later command checks a digest or a signature. */
  readonly verified: boolean;
}

const MANAGERS: ReadonlyMap<
  string,
  { readonly actions: readonly string[]; readonly version: RegExp }
> = new Map([
  [
    'apt-get',
    {
      actions: [
        'install',
        'update',
        'upgrade',
        'dist-upgrade',
        'clean',
        'autoremove',
        'remove',
        'purge',
      ],
      version: /^([^=]+)=(.+)$/,
    },
  ],
  [
    'apt',
    {
      actions: ['install', 'update', 'upgrade', 'full-upgrade', 'clean', 'remove'],
      version: /^([^=]+)=(.+)$/,
    },
  ],
  [
    'apk',
    { actions: ['add', 'update', 'upgrade', 'del', 'cache'], version: /^([^=~<>]+)[=~<>]+(.+)$/ },
  ],
  [
    'yum',
    { actions: ['install', 'update', 'upgrade', 'clean', 'remove'], version: /^(.+?)-(\d.*)$/ },
  ],
  [
    'dnf',
    { actions: ['install', 'update', 'upgrade', 'clean', 'remove'], version: /^(.+?)-(\d.*)$/ },
  ],
  [
    'microdnf',
    { actions: ['install', 'update', 'upgrade', 'clean', 'remove'], version: /^(.+?)-(\d.*)$/ },
  ],
  [
    'zypper',
    {
      actions: ['install', 'in', 'update', 'up', 'refresh', 'clean', 'remove'],
      version: /^([^=]+)=(.+)$/,
    },
  ],
  [
    'pip',
    { actions: ['install', 'download', 'uninstall'], version: /^([^=<>~!]+)(?:==|~=|>=|<=)(.+)$/ },
  ],
  [
    'pip3',
    { actions: ['install', 'download', 'uninstall'], version: /^([^=<>~!]+)(?:==|~=|>=|<=)(.+)$/ },
  ],
  [
    'npm',
    { actions: ['install', 'i', 'ci', 'add', 'update', 'cache'], version: /^(@?[^@]+)@(.+)$/ },
  ],
  ['yarn', { actions: ['install', 'add', 'global', 'cache'], version: /^(@?[^@]+)@(.+)$/ }],
  ['pnpm', { actions: ['install', 'add', 'i'], version: /^(@?[^@]+)@(.+)$/ }],
  ['gem', { actions: ['install', 'update'], version: /^([^:]+):(.+)$/ }],
  ['go', { actions: ['install', 'get'], version: /^([^@]+)@(.+)$/ }],
  ['cargo', { actions: ['install'], version: /^([^@]+)@(.+)$/ }],
]);

const READS_STDIN = /^(sh|bash|ash|dash|zsh|python[\d.]*|perl|ruby|node|php)$/;

const VERIFIES = /^(sha\d*sum|md5sum|gpg|gpgv|cosign|openssl|shasum|minisign|b2sum)$/;

/** Works the facts out of the commands of one script. */
export function factsOf(commands: readonly ShellCommand[]): ShellFacts {
  return {
    pkg: commands.flatMap(packagesOf),
    downloads: commands.flatMap((command) => downloadsOf(command, commands)),
    removes: commands
      .filter(({ name }) => name === 'rm')
      .map(({ id, args }) => ({ cmd: id, paths: args })),
    users: commands
      .filter(({ name }) => name === 'useradd' || name === 'adduser')
      .map(({ id, args, opts }) => ({ cmd: id, name: args.at(-1) ?? '', opts })),
    chmod: commands
      .filter(({ name, args }) => name === 'chmod' && args.length > 1)
      .map(({ id, args }) => ({ cmd: id, mode: args[0] ?? '', paths: args.slice(1) })),
  };
}

function packagesOf({ id, name, args, flags, opts }: ShellCommand): PackageFact[] {
  const isModule = /^python[\d.]*$/.test(name) && opts['m'] === undefined && args[0] === 'pip';
  const mgr = isModule ? 'pip' : name;
  const manager = MANAGERS.get(mgr);
  const words = isModule ? args.slice(1) : args;
  const at = words.findIndex((word) => manager?.actions.includes(word));
  if (manager === undefined || at < 0) return [];
  const packages = words.slice(at + 1).map((word) => {
    const isFile =
      /^(\.{0,2}\/|https?:)|\.(deb|rpm|whl|tgz|tar\.gz|apk)$/.test(word) || word === '.';
    const match = isFile ? null : manager.version.exec(word);
    return {
      name: match?.[1] ?? word,
      version: match?.[2] ?? null,
      kind: isFile ? (word.startsWith('http') ? 'url' : 'file') : 'repo',
    };
  });
  return [{ cmd: id, mgr, action: words[at] ?? '', flags, packages }];
}

function downloadsOf(command: ShellCommand, commands: readonly ShellCommand[]): DownloadFact[] {
  const { id, name, args, opts, pipe, pos, redir } = command;
  if (name !== 'curl' && name !== 'wget') return [];
  const out =
    name === 'curl' ? (opts['o'] ?? opts['output']) : (opts['O'] ?? opts['output-document']);
  const written = out ?? redir.find(({ op }) => op === '>')?.target ?? null;
  const reader = commands.find(
    (other) => other.pipe === pipe && other.pos > pos && READS_STDIN.test(other.name),
  );
  const verified = commands.some((other) => other.id > id && VERIFIES.test(other.name));
  return args
    .filter((word) => /^(https?|ftp):\/\//.test(word))
    .map((url) => ({ cmd: id, url, out: written, pipedTo: reader?.name ?? null, verified }));
}
