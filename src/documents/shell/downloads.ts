/** What comes over the network, and whether it is looked at before it is used. */
import type { DownloadFact, ShellCommand } from './types.js';

const READS_STDIN = /^(sh|bash|ash|dash|zsh|ksh|python[\d.]*|perl|ruby|node|php|pwsh)$/;

const VERIFIES =
  /^(sha\d*sum|md5sum|gpg|gpg2|gpgv|cosign|shasum|minisign|b2sum|b3sum|slsa-verifier|signify)$/;

/** The downloads of one command; a URL may stand behind a variable, and then begins with `$`. */
export function downloadsOf(
  command: ShellCommand,
  commands: readonly ShellCommand[],
): DownloadFact[] {
  const { id, name } = command;
  if (name === 'git') return gitOf(command, commands);
  if (name !== 'curl' && name !== 'wget' && name !== 'aria2c' && name !== 'fetch') return [];
  const urls = urlsOf(command);
  return urls.map((url) => {
    const out = outputOf(command, url);
    const reader = readerOf(command, commands);
    const verified = commands.some((other) => other.id > id && verifies(other));
    return { cmd: id, tool: name, url, out, ref: null, pipedTo: reader, verified };
  });
}

function urlsOf({ args, opts, words }: ShellCommand): string[] {
  const isUrl = (word: string) =>
    /^(https?|ftps?|sftp):\/\//i.test(word) ||
    /^\$/.test(word) ||
    /^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(word);
  const dynamic = new Set(words.filter(({ vars }) => vars.length > 0).map(({ lit }) => lit));
  const option = opts['url'];
  return [...args, ...(option === undefined ? [] : [option])].filter(
    (word) => isUrl(word) && (!word.startsWith('$') || dynamic.has(word)),
  );
}

function outputOf({ name, flags, opts, redir }: ShellCommand, url: string): string | null {
  const written =
    name === 'curl' ? (opts['o'] ?? opts['output']) : (opts['O'] ?? opts['output-document']);
  const redirected = redir.find(({ op, fd }) => fd === 1 && /^(>|>>|>\||&>)$/.test(op))?.target;
  if (written === '-') return redirected ?? null;
  if (written !== undefined) return written;
  const isNamed = name === 'curl' ? flags.includes('O') || flags.includes('remote-name') : true;
  if (redirected !== undefined || !isNamed) return redirected ?? null;
  const folder = name === 'curl' ? opts['output-dir'] : (opts['P'] ?? opts['directory-prefix']);
  const file = url.replace(/[?#].*$/, '').replace(/^.*\//, '');
  if (file === '') return folder ?? null;
  return folder === undefined ? file : `${folder.replace(/\/$/, '')}/${file}`;
}

/** The interpreter that a download is piped or substituted into. */
function readerOf(command: ShellCommand, commands: readonly ShellCommand[]): string | null {
  const { pipe, pos, scope, start, end } = command;
  const piped = commands.find(
    (other) => other.pipe === pipe && other.pos > pos && READS_STDIN.test(other.name),
  );
  if (piped) return piped.name;
  const isInside = scope.some(
    (name) => name === 'processsubstitution' || name === 'commandexpansion',
  );
  if (!isInside) return null;
  const around = commands.findLast(
    (other) =>
      other.id < command.id &&
      other.start <= start &&
      other.end >= end &&
      (READS_STDIN.test(other.name) || /^(eval|source|\.)$/.test(other.name)),
  );
  return around?.name ?? null;
}

function verifies({ name, args, flags }: ShellCommand): boolean {
  if (name === 'openssl') return /^(dgst|sha\d+|pkeyutl)$/.test(args[0] ?? '');
  if (name === 'cosign') return /^verify/.test(args[0] ?? '');
  if (name === 'gpg' || name === 'gpg2')
    return flags.includes('verify') || flags.includes('decrypt');
  if (name === 'rpm') return flags.includes('K') || flags.includes('checksig');
  return VERIFIES.test(name);
}

function gitOf(command: ShellCommand, commands: readonly ShellCommand[]): DownloadFact[] {
  const { id, args, opts } = command;
  if (args[0] !== 'clone') return [];
  const [, url, folder] = args;
  if (url === undefined) return [];
  const later = commands.find(
    (other) =>
      other.id > id &&
      other.name === 'git' &&
      /^(checkout|reset|switch)$/.test(other.args[0] ?? ''),
  );
  const ref = later?.args.at(-1) ?? opts['branch'] ?? opts['b'] ?? null;
  const out =
    folder ??
    url
      .replace(/\/$/, '')
      .replace(/^.*[/:]/, '')
      .replace(/\.git$/, '');
  const isCommit = ref !== null && /^[0-9a-f]{40}$/.test(ref);
  return [{ cmd: id, tool: 'git', url, out, ref, pipedTo: null, verified: isCommit }];
}
