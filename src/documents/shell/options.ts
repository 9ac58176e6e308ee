/** Options that take a value, by tool: otherwise the value would look like an argument. */
interface Takes {
  /** Letters of short options. */
  readonly short: string;
  readonly long: ReadonlySet<string>;
}

function takes(short: string, long = ''): Takes {
  return { short, long: new Set(long.split(' ').filter((name) => name !== '')) };
}

const APT = takes('toca', 'target-release option config-file default-release host-architecture');
const YUM = takes(
  'cdxe',
  'config installroot releasever enablerepo disablerepo repo repoid exclude setopt comment forcearch repofrompath disableplugin enableplugin',
);
const PIP = takes(
  'rcitefd',
  'requirement constraint index-url extra-index-url find-links target editable prefix root cache-dir trusted-host proxy cert timeout retries python platform only-binary no-binary progress-bar dest wheel-dir group',
);
const NODE = takes(
  'C',
  'cache prefix registry omit include loglevel workspace userconfig cwd dir filter network-timeout cache-folder modules-folder mutex fetch-retries tag access store-dir',
);
const CONDA = takes('ncpf', 'name channel prefix file solver');
const USERS = takes(
  'ugGdsckebfpKR',
  'uid gid groups home home-dir shell comment password inactive expiredate root skel base-dir gecos ingroup group firstuid lastuid',
);
const TAR = takes(
  'fCTXbHIVN',
  'file directory strip-components exclude transform owner group mode use-compress-program one-top-level files-from',
);

const TAKES: ReadonlyMap<string, Takes> = new Map<string, Takes>([
  ['apt-get', APT],
  ['apt', APT],
  ['aptitude', APT],
  ['apk', takes('tpX', 'virtual root repository arch keys-dir repositories-file cache-dir wait')],
  ['yum', YUM],
  ['dnf', YUM],
  ['microdnf', YUM],
  ['tdnf', YUM],
  ['zypper', takes('cRptr', 'root repo type from config installroot gpg-auto-import')],
  ['pacman', takes('br', 'root dbpath cachedir config arch ignore')],
  ['rpm', takes('r', 'root dbpath prefix')],
  ['dpkg', takes('', 'root admindir instdir')],
  ['pip', PIP],
  ['pip3', PIP],
  ['pipx', takes('', 'python spec index-url pip-args')],
  [
    'uv',
    takes(
      'rcpfi',
      'requirement constraint python index-url extra-index-url group extra project directory cache-dir target prefix',
    ),
  ],
  ['poetry', takes('CPE', 'only with without extras directory project')],
  ['npm', NODE],
  ['pnpm', NODE],
  ['yarn', NODE],
  ['bun', NODE],
  ['npx', takes('p', 'package')],
  ['gem', takes('vis', 'version install-dir source bindir')],
  ['bundle', takes('j', 'jobs path without with gemfile retry')],
  ['go', takes('oCp', 'o ldflags tags mod gcflags asmflags')],
  [
    'cargo',
    takes(
      'jpZ',
      'version vers git branch tag rev path root features target index registry jobs package profile manifest-path',
    ),
  ],
  ['composer', takes('d', 'working-dir')],
  ['conda', CONDA],
  ['mamba', CONDA],
  ['micromamba', CONDA],
  [
    'curl',
    takes(
      'oHdXuAebFTmxKrCEtyYzQwUDcP',
      'output header data data-raw data-binary request user user-agent referer cookie form upload-file max-time proxy config range cacert cert key connect-timeout retry retry-delay retry-max-time url write-out output-dir resolve cookie-jar dump-header limit-rate',
    ),
  ],
  [
    'wget',
    takes(
      'OoPtTUeaiQAR',
      'output-document output-file directory-prefix tries timeout user-agent execute input-file header user password ca-certificate post-data',
    ),
  ],
  ['useradd', USERS],
  ['adduser', takes('ugGhskS', 'uid gid home shell gecos ingroup firstuid lastuid conf')],
  ['usermod', USERS],
  ['groupadd', takes('gKRp', 'gid key password root')],
  ['addgroup', takes('g', 'gid conf')],
  ['tar', TAR],
  ['bsdtar', TAR],
  ['unzip', takes('dx')],
  [
    'git',
    takes('cCbo', 'branch depth config origin template reference filter separate-git-dir jobs'),
  ],
  ['ssh', takes('iplobFJL')],
  ['scp', takes('iPoF')],
  [
    'docker',
    takes(
      'ftHcupew',
      'file tag build-arg secret platform target network output cache-from cache-to label host config progress context volume env name username password publish user workdir env-file',
    ),
  ],
  [
    'podman',
    takes(
      'ftupew',
      'file tag build-arg secret platform target network label volume env name username password publish user workdir env-file',
    ),
  ],
  [
    'cosign',
    takes(
      'ka',
      'key certificate certificate-chain certificate-identity certificate-identity-regexp certificate-oidc-issuer certificate-oidc-issuer-regexp predicate type output output-file output-signature output-certificate bundle annotations identity-token timeout rekor-url fulcio-url registry-username registry-password attachment slot',
    ),
  ],
  [
    'trivy',
    takes(
      'fsotc',
      'format severity output template config exit-code ignorefile ignore-policy cache-dir timeout scanners security-checks vuln-type pkg-types input platform username password token server skip-dirs skip-files db-repository',
    ),
  ],
  ['grype', takes('ofcs', 'output fail-on config scope file platform template exclude')],
  ['install', takes('mogtS', 'mode owner group target-directory suffix')],
  ['cp', takes('tS', 'target-directory suffix')],
  ['mv', takes('tS', 'target-directory suffix')],
  ['ln', takes('tS', 'target-directory suffix')],
  ['mkdir', takes('m', 'mode')],
  ['chmod', takes('', 'reference')],
  ['chown', takes('', 'reference from')],
  ['su', takes('csg', 'command shell group')],
  ['head', takes('nc')],
  ['tail', takes('nc')],
  ['sed', takes('ef', 'expression file')],
  ['grep', takes('efmABC', 'regexp file')],
  ['openssl', takes('')],
  ['gpg', takes('', 'keyserver recv-keys homedir output keyring recipient')],
]);

const NOTHING = takes('');

/** Tools whose long options have one hyphen, so that they are no clusters of short ones. */
const ONE_HYPHEN = new Set(['go', 'find', 'java', 'openssl', 'mvn']);

export interface SplitArguments {
  readonly args: readonly string[];
  readonly flags: readonly string[];
  readonly opts: { readonly [name: string]: string };
}

/** Tells the flags of a command from its arguments; clusters such as `-yqq` are taken apart. */
export function splitArguments(name: string, words: readonly string[]): SplitArguments {
  const args: string[] = [];
  const flags: string[] = [];
  const opts = new Map<string, string>();
  const known = TAKES.get(name) ?? NOTHING;
  const isOneHyphen = ONE_HYPHEN.has(name);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') {
      args.push(...words.slice(at + 1));
      break;
    }
    if (word.startsWith('--') || (isOneHyphen && /^-[a-zA-Z]/.test(word))) {
      const [flag = '', value] = word.replace(/^--?/, '').split(/=([\s\S]*)/);
      flags.push(flag);
      const next = words[at + 1];
      const isTaking = known.long.has(flag) || (flag.length === 1 && known.short.includes(flag));
      if (value !== undefined) opts.set(flag, value);
      else if (isTaking && next !== undefined) {
        opts.set(flag, next);
        at += 1;
      }
    } else if (/^-[^-]/.test(word) && !/^-\d+$/.test(word)) {
      at += shortFlags(word.slice(1), words[at + 1], known.short, flags, opts);
    } else args.push(word);
  }
  return { args, flags: [...new Set(flags)], opts: Object.fromEntries(opts) };
}

/** Reads one cluster of short flags; answers how many further words it took. */
function shortFlags(
  cluster: string,
  next: string | undefined,
  taking: string,
  flags: string[],
  opts: Map<string, string>,
): number {
  for (const [index, letter] of [...cluster].entries()) {
    if (!/[A-Za-z0-9#?@]/.test(letter)) return 0;
    flags.push(letter);
    if (!taking.includes(letter)) continue;
    const glued = cluster.slice(index + 1);
    if (glued !== '') opts.set(letter, glued.replace(/^=/, ''));
    else if (next !== undefined) opts.set(letter, next);
    return glued === '' && next !== undefined ? 1 : 0;
  }
  return 0;
}
