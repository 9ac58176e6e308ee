import type { ShellCommand, UserFact } from './types.js';

/** The users and groups that a command makes or changes; Debian's and BusyBox' options differ, but not in meaning. */
export function usersOf({ id, name, args, flags, opts }: ShellCommand): UserFact[] {
  const action = ACTIONS.get(name);
  const isBusybox = name === 'addgroup' || name === 'adduser';
  // `adduser user group` and `addgroup user group` add to a group.
  const isMember = isBusybox && args.length === 2 && !args[0]?.startsWith('-');
  if (action === undefined || args.length === 0) return [];
  const userName = isMember ? args[0] : args.at(-1);
  const has = (...names: string[]) => names.some((flag) => flags.includes(flag));
  const isGroup = action === 'group';
  return [
    {
      cmd: id,
      action: isMember ? 'modify' : action,
      name: userName ?? '',
      uid: isGroup ? null : (opts['uid'] ?? opts['u'] ?? null),
      gid: (isGroup ? (opts['gid'] ?? opts['g']) : groupOf(name, opts)) ?? null,
      shell: opts['shell'] ?? opts['s'] ?? null,
      system: name === 'adduser' || name === 'addgroup' ? has('S', 'system') : has('r', 'system'),
      noLogInit: has('l', 'no-log-init'),
    },
  ];
}

const ACTIONS: ReadonlyMap<string, UserFact['action']> = new Map<string, UserFact['action']>([
  ['useradd', 'user'],
  ['adduser', 'user'],
  ['usermod', 'modify'],
  ['groupadd', 'group'],
  ['addgroup', 'group'],
]);

function groupOf(name: string, opts: { readonly [name: string]: string }): string | undefined {
  // BusyBox' `-g` is the comment, its `-G` the group.
  if (name === 'adduser') return opts['gid'] ?? opts['ingroup'] ?? opts['G'];
  return opts['gid'] ?? opts['g'];
}
