/** What package managers are told to do. */
import type { PackageFact, PackageName, ShellCommand } from './types.js';

interface Manager {
  /** Sub-commands, and what they are short for. */
  readonly actions: ReadonlyMap<string, string>;
  /** Takes name and version of a package apart; the first group is the name, the second what stands between, the third the version. */
  readonly version: RegExp;
  /** What the command does without a sub-command. */
  readonly bare?: string;
  /** The option that holds the version of the only package. */
  readonly versionOption?: string;
}

function manager(actions: string, version: RegExp, more: Partial<Manager> = {}): Manager {
  const names = actions.split(' ').map((entry) => {
    const [name = '', meaning] = entry.split(':');
    return [name, meaning ?? name] as const;
  });
  return { actions: new Map(names), version, ...more };
}

const EQUALS = /^([^=]+)(=)(.+)$/;
const AT = /^(@?[^@]+)(@)(.+)$/;
const PYTHON = /^([^=<>~!@;[\s]+(?:\[[^\]]*\])?)\s*(===?|~=|>=|<=|!=|<|>)\s*([^;]+)/;
const RPM = /^(.+?)(-)(\d[^-]*(?:-[^-]+)?)$/;

const APT = manager(
  'install update upgrade dist-upgrade full-upgrade clean autoclean autoremove remove purge build-dep download source',
  EQUALS,
);
const YUM = manager(
  'install in:install localinstall:install groupinstall:install reinstall update upgrade distro-sync check-update makecache clean remove erase:remove autoremove module swap',
  RPM,
);
const PIP = manager('install download uninstall wheel', PYTHON);
const CONDA = manager('install create update clean remove env', /^([^=<>]+)(==?|>=|<=)(.+)$/);

const MANAGERS: ReadonlyMap<string, Manager> = new Map<string, Manager>([
  ['apt-get', APT],
  ['apt', APT],
  ['aptitude', APT],
  ['apk', manager('add update upgrade del fix cache', /^([^=~<>@]+)(=|~=|~|>=|<=|<|>)(.+)$/)],
  ['yum', YUM],
  ['dnf', YUM],
  ['microdnf', YUM],
  ['tdnf', YUM],
  [
    'zypper',
    manager(
      'install in:install update up:update dist-upgrade dup:dist-upgrade patch refresh ref:refresh clean cc:clean remove rm:remove addrepo ar:addrepo',
      /^([^=<>]+)(=|>=|<=)(.+)$/,
    ),
  ],
  ['pip', PIP],
  ['pip3', PIP],
  ['pipx', manager('install run upgrade', PYTHON)],
  ['poetry', manager('install add update remove', /^([^@=]+)(@|==)(.+)$/)],
  ['pipenv', manager('install sync update', PYTHON)],
  [
    'npm',
    manager(
      'install i:install in:install isntall:install ci clean-install:ci add:install update up:update uninstall rm:uninstall cache prune audit run publish',
      AT,
    ),
  ],
  ['yarn', manager('install add upgrade remove cache dlx', AT, { bare: 'install' })],
  [
    'pnpm',
    manager('install i:install add update up:update remove fetch dlx store prune deploy', AT),
  ],
  ['bun', manager('install i:install add a:add update remove', AT)],
  ['npx', manager('', AT, { bare: 'exec' })],
  ['gem', manager('install i:install update', /^([^:]+)(:)(.+)$/, { versionOption: 'version' })],
  ['bundle', manager('install update', EQUALS, { bare: 'install' })],
  ['bundler', manager('install update', EQUALS, { bare: 'install' })],
  ['go', manager('install get run', AT)],
  ['cargo', manager('install', AT, { versionOption: 'version' })],
  ['composer', manager('install i:install require update create-project', /^([^:]+)(:)(.+)$/)],
  ['conda', CONDA],
  ['mamba', CONDA],
  ['micromamba', CONDA],
]);

/** What stands behind these is no package. */
const WITHOUT_PACKAGES = new Set(
  'clean cache makecache check-update autoclean prune audit publish refresh env store addrepo module fix fetch deploy'.split(
    ' ',
  ),
);

/** The call of a package manager that a command is, if it is one. */
export function packagesOf(command: ShellCommand): PackageFact[] {
  const { id, name, flags } = command;
  if (name === 'pacman') return pacman(command);
  if (name === 'rpm' || name === 'dpkg') return files(command);
  const { mgr, words } = managerCall(command);
  const known = MANAGERS.get(mgr);
  if (known === undefined) return [];
  const first = words.findIndex((word) => known.actions.has(word));
  // `dnf module install nodejs:24` installs as well; `dnf module enable` does not.
  const isModule = words[first] === 'module' && known.actions.has(words[first + 1] ?? '');
  const found = isModule ? first + 1 : first;
  const isGlobal = mgr === 'yarn' && words[0] === 'global';
  const isBare = found < 0 || (found > 0 && !isGlobal && known.bare !== undefined);
  if (isBare && (known.bare === undefined || asksOnly(flags))) return [];
  if (isBare && mgr !== 'npx' && words.length > 0) return [];
  const action = isBare ? known.bare : known.actions.get(words[found] ?? '');
  const rest = isBare ? words.slice(0, 1) : words.slice(found + 1);
  const isGroup =
    isModule || words[found] === 'groupinstall' || /^groups?$/.test(words[found - 1] ?? '');
  const packages = [
    ...namesAmong(rest, mgr, action ?? '').map((word) =>
      isGroup ? group(word) : packageName(word, known, command),
    ),
    ...requirements(mgr, command),
  ];
  const allFlags = isGlobal ? [...flags, 'global'] : flags;
  return [
    { cmd: id, mgr: name === mgr ? name : mgr, action: action ?? '', flags: allFlags, packages },
  ];
}

/** The words behind an action that name packages: what `go run` runs takes the others. */
function namesAmong(words: readonly string[], mgr: string, action: string): readonly string[] {
  if (action === 'run') return mgr === 'go' ? words.slice(0, 1) : [];
  return WITHOUT_PACKAGES.has(action) ? [] : words;
}

/** A group of packages, or a module. */
function group(name: string): PackageName {
  return { name, version: null, kind: 'group' };
}

/** `yarn --version` installs nothing. */
function asksOnly(flags: readonly string[]): boolean {
  return flags.some((flag) => /^(v|h|version|help)$/.test(flag));
}

/** `python -m pip …` and `uv pip …` are pip. */
function managerCall({ name, argv, args, opts }: ShellCommand): {
  mgr: string;
  words: readonly string[];
} {
  const isPython = /^python[\d.]*$/.test(name);
  if (isPython && argv[1] === '-m' && /^pip3?$/.test(argv[2] ?? '')) {
    return { mgr: 'pip', words: args.filter((word) => word !== opts['m'] && word !== 'pip') };
  }
  if (name === 'uv' && args[0] === 'pip') return { mgr: 'pip', words: args.slice(1) };
  if (/^pip[\d.]+$/.test(name)) return { mgr: 'pip3', words: args };
  return { mgr: name, words: args };
}

function packageName(word: string, known: Manager, { opts, words }: ShellCommand): PackageName {
  const isUnknown = words.some(({ lit, vars }) => lit === word && vars.length > 0);
  if (/^[$`]/.test(word) && isUnknown) return { name: word, version: null, kind: 'variable' };
  if (/^([a-z+]+:\/\/|git\+|git@|github:)/.test(word)) {
    return { name: word, version: null, kind: 'url' };
  }
  const isFile =
    /^(\.{0,2}\/|~\/|\.{1,2}$|file:)|\.(deb|rpm|whl|tgz|tar\.gz|tar\.bz2|zip|apk|gem)$/;
  if (isFile.test(word)) return { name: word, version: null, kind: 'file' };
  if (/^@[^/]+$/.test(word)) return { name: word, version: null, kind: 'group' };
  const match = known.version.exec(word);
  const option =
    known.versionOption === undefined ? undefined : (opts[known.versionOption] ?? opts['v']);
  if (match === null) return { name: word, version: option ?? null, kind: 'repo' };
  const [, name = word, operator = '', version = ''] = match;
  const isExact = /^(={1,3}|@|:|-)$/.test(operator);
  return { name, version: isExact ? version.trim() : `${operator}${version.trim()}`, kind: 'repo' };
}

/** `pip install -r requirements.txt`: what is installed stands in a file. */
function requirements(mgr: string, { argv }: ShellCommand): PackageName[] {
  if (mgr !== 'pip' && mgr !== 'pip3') return [];
  return argv.flatMap((word, index): PackageName[] => {
    const glued = /^(?:--requirement=|-r(?=.))(.+)$/.exec(word)?.[1];
    const name = glued ?? (word === '-r' || word === '--requirement' ? argv[index + 1] : undefined);
    return name === undefined ? [] : [{ name, version: null, kind: 'requirements' }];
  });
}

/** Pacman's actions are flags. */
function pacman(command: ShellCommand): PackageFact[] {
  const { id, flags, args } = command;
  const has = (letter: string) => flags.includes(letter);
  const refresh = has('y') && args.length === 0 && !has('u') ? 'update' : undefined;
  const sync = has('c') ? 'clean' : (refresh ?? (args.length > 0 ? 'install' : 'upgrade'));
  const action = has('S') || has('sync') ? sync : has('R') ? 'remove' : has('U') ? 'install' : '';
  if (action === '') return [];
  const packages = args.map((name): PackageName => ({ name, version: null, kind: 'repo' }));
  return [{ cmd: id, mgr: 'pacman', action, flags, packages }];
}

/** `rpm -i` and `dpkg -i` take files. */
function files({ id, name, flags, args }: ShellCommand): PackageFact[] {
  const has = (...names: string[]) => names.some((flag) => flags.includes(flag));
  const action = has('i', 'U', 'F', 'install', 'upgrade')
    ? 'install'
    : has('e', 'erase', 'r', 'P', 'remove', 'purge')
      ? 'remove'
      : '';
  if (action === '' || (name === 'rpm' && has('q', 'query', 'import'))) return [];
  const packages = args.map((word): PackageName => {
    const isUrl = /^[a-z]+:\/\//.test(word);
    return {
      name: word,
      version: null,
      kind: isUrl ? 'url' : action === 'install' ? 'file' : 'repo',
    };
  });
  return [{ cmd: id, mgr: name, action, flags, packages }];
}
