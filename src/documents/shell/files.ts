/** What a script does to files. */
import type { PathsFact, RemoveFact, ShellCommand, WriteFact } from './types.js';

/** The paths that a command removes. */
export function removesOf({ id, name, args, flags, argv }: ShellCommand): RemoveFact[] {
  const recursive = flags.some((flag) => /^(r|R|recursive)$/.test(flag));
  if (/^(rm|unlink|rmdir|shred|srm)$/.test(name)) return [{ cmd: id, paths: args, recursive }];
  const isDelete =
    name === 'find' && (argv.includes('-delete') || /-exec(dir)? \S*rm\b/.test(argv.join(' ')));
  if (!isDelete) return [];
  const first = argv.findIndex((word, index) => index > 0 && /^[-(!]/.test(word));
  const roots = argv.slice(1, first < 0 ? undefined : first);
  const names = argv.filter((_, index) => /^-i?name$/.test(argv[index - 1] ?? ''));
  const paths = roots.flatMap((root) =>
    names.length === 0 ? [root] : names.map((one) => `${root.replace(/\/$/, '')}/**/${one}`),
  );
  return [{ cmd: id, paths, recursive: true }];
}

const OUTPUT = /^(>|>\||&>|>&|<>)$/;

/** The files that a command writes. */
export function writesOf(command: ShellCommand): WriteFact[] {
  const { id, redir } = command;
  const redirected = redir.flatMap(({ op, target }): WriteFact[] => {
    if (/^\d*-?$/.test(target) || /^\/dev\/(null|stdout|stderr|fd)/.test(target)) return [];
    if (op === '>>' || op === '&>>') return [{ cmd: id, path: target, how: 'append', srcs: [] }];
    return OUTPUT.test(op) ? [{ cmd: id, path: target, how: 'redirect', srcs: [] }] : [];
  });
  return [...redirected, ...ownWrites(command)];
}

function ownWrites(command: ShellCommand): WriteFact[] {
  const { id, name, args, flags, opts } = command;
  const write = (path: string | undefined, how: WriteFact['how'], srcs: readonly string[]) =>
    path === undefined || path === '' ? [] : [{ cmd: id, path, how, srcs }];
  switch (name) {
    case 'tee':
      return args.flatMap((path) => write(path, flags.includes('a') ? 'append' : 'tee', []));
    case 'cp':
    case 'mv':
    case 'ln':
    case 'install': {
      if (name === 'install' && flags.includes('d')) {
        return args.flatMap((path) => write(path, 'create', []));
      }
      const how = name === 'mv' ? 'move' : name === 'ln' ? 'link' : 'copy';
      const target = opts['t'] ?? opts['target-directory'];
      if (target !== undefined) return write(target, how, args);
      return args.length > 1 ? write(args.at(-1), how, args.slice(0, -1)) : [];
    }
    case 'rsync':
    case 'scp':
      return args.length > 1 ? write(args.at(-1), 'copy', args.slice(0, -1)) : [];
    case 'dd':
      return args
        .filter((word) => word.startsWith('of='))
        .flatMap((word) => write(word.slice(3), 'copy', []));
    case 'touch':
    case 'mkdir':
      return args.flatMap((path) => write(path, 'create', []));
    case 'tar':
    case 'bsdtar':
      return tarWrites(command);
    case 'unzip':
      return write(opts['d'] ?? '.', 'extract', args.slice(0, 1));
    default:
      return [];
  }
}

function tarWrites({ id, argv, flags, opts }: ShellCommand): WriteFact[] {
  // `tar xzf a.tgz` needs no hyphen.
  const old = /^[a-zA-Z]+$/.test(argv[1] ?? '') ? [...(argv[1] ?? '')] : [];
  const has = (letter: string, name: string) =>
    flags.includes(letter) || flags.includes(name) || old.includes(letter);
  const file = opts['f'] ?? opts['file'] ?? (old.includes('f') ? argv[2] : undefined);
  if (has('x', 'extract')) {
    const folder = opts['C'] ?? opts['directory'] ?? '.';
    const srcs = file === undefined || file === '-' ? [] : [file];
    return [{ cmd: id, path: folder, how: 'extract', srcs }];
  }
  if (!has('c', 'create') || file === undefined || file === '-') return [];
  return [{ cmd: id, path: file, how: 'create', srcs: [] }];
}

/** `chmod` and `chown`: what comes first, and the paths behind it. */
export function changesOf(
  { id, name, args, argv, flags }: ShellCommand,
  wanted: 'chmod' | 'chown',
): (PathsFact & { readonly value: string })[] {
  const isWanted = name === wanted || (wanted === 'chown' && name === 'chgrp');
  if (!isWanted) return [];
  // A mode such as `-x` looks like a flag.
  const minus =
    wanted === 'chmod' ? argv.slice(1).find((word) => /^-[rwxXst]+$/.test(word)) : undefined;
  const [value, ...paths] = minus === undefined ? args : [minus, ...args];
  if (value === undefined || paths.length === 0) return [];
  const recursive = flags.includes('R') || flags.includes('recursive');
  return [{ cmd: id, value: name === 'chgrp' ? `:${value}` : value, paths, recursive }];
}
