/** Short options that take a value, by tool: otherwise the value would look like an argument. */
const TAKE_VALUE: ReadonlyMap<string, string> = new Map([
  ['apt-get', 'toc'],
  ['apt', 'toc'],
  ['aptitude', 'to'],
  ['apk', 'tpXv'],
  ['yum', 'cd'],
  ['dnf', 'cd'],
  ['curl', 'oHdXuAebFTmxKrCETyYzQwU'],
  ['wget', 'OoPtTUeaiQ'],
  ['pip', 'rcitef'],
  ['pip3', 'rcitef'],
  ['gem', 'v'],
  ['npm', 'C'],
  ['useradd', 'ugGdsckebfpKR'],
  ['adduser', 'ugGhsk'],
  ['groupadd', 'gKR'],
  ['addgroup', 'g'],
  ['chown', ''],
  ['tar', 'fCTX'],
  ['git', 'cCb'],
  ['ssh', 'iplobFJL'],
  ['conda', 'ncp'],
]);

/** Long options that take their value as a word of their own. */
const TAKE_VALUE_LONG = new Set(
  'target-release option repository output header data request user cache cache-dir prefix registry index-url extra-index-url requirement constraint virtual root uid gid home shell comment directory file version name channel'.split(
    ' ',
  ),
);

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
  const short = TAKE_VALUE.get(name.slice(name.lastIndexOf('/') + 1)) ?? '';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') {
      args.push(...words.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const flag = word.slice(2, equals < 0 ? undefined : equals);
      flags.push(flag);
      if (equals >= 0) opts.set(flag, word.slice(equals + 1));
      else if (short !== '' && TAKE_VALUE_LONG.has(flag) && words[at + 1] !== undefined) {
        opts.set(flag, words[++at] as string);
      }
    } else if (/^-[^-]/.test(word)) {
      at += shortFlags(word.slice(1), words[at + 1], short, flags, opts);
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
    flags.push(letter);
    if (!taking.includes(letter)) continue;
    const glued = cluster.slice(index + 1);
    if (glued !== '') opts.set(letter, glued.replace(/^=/, ''));
    else if (next !== undefined) opts.set(letter, next);
    return glued === '' && next !== undefined ? 1 : 0;
  }
  return 0;
}
