/** What stands in front of a command without being it: `sudo -u x env A=1 apt-get` is `apt-get`. */
import type { ShellAssignment, ShellWord } from './types.js';

interface Wrapper {
  /** Options whose value is a word of its own. */
  readonly taking: readonly string[];
  /** Words that belong to the wrapper itself, such as a user or a number of seconds. */
  readonly own: number;
  /** An option with which the wrapper runs nothing. */
  readonly idle?: RegExp;
}

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['sudo', { taking: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-D'], own: 0, idle: /^-[lvkK]$/ }],
  ['doas', { taking: ['-u', '-C'], own: 0 }],
  ['env', { taking: ['-u', '-C'], own: 0 }],
  ['exec', { taking: ['-a'], own: 0 }],
  ['command', { taking: [], own: 0, idle: /^-[vV]$/ }],
  ['builtin', { taking: [], own: 0 }],
  ['nice', { taking: ['-n'], own: 0 }],
  ['ionice', { taking: ['-c', '-n', '-p'], own: 0 }],
  ['time', { taking: ['-f', '-o'], own: 0 }],
  ['nohup', { taking: [], own: 0 }],
  ['setsid', { taking: [], own: 0 }],
  ['stdbuf', { taking: ['-i', '-o', '-e'], own: 0 }],
  ['timeout', { taking: ['-k', '-s'], own: 1 }],
  ['xargs', { taking: ['-n', '-P', '-I', '-L', '-d', '-a', '-s', '-E'], own: 0 }],
  ['gosu', { taking: [], own: 1 }],
  ['su-exec', { taking: [], own: 1 }],
  ['chroot', { taking: [], own: 1 }],
  ['tini', { taking: ['-p', '-e'], own: 0 }],
  ['dumb-init', { taking: ['-r'], own: 0 }],
  ['eatmydata', { taking: [], own: 0 }],
]);

export interface Unwrapped {
  readonly wrap: readonly string[];
  readonly rest: readonly ShellWord[];
  readonly assign: readonly ShellAssignment[];
}

/** Takes the wrappers off the front of a command. */
export function unwrap(words: readonly ShellWord[]): Unwrapped {
  const wrap: string[] = [];
  const assign: ShellAssignment[] = [];
  let rest = words;
  for (;;) {
    const [first, ...others] = rest;
    const name = baseName(first?.lit ?? '');
    const wrapper = WRAPPERS.get(name);
    if (wrapper === undefined || others.length === 0) break;
    let at = 0;
    let isIdle = false;
    for (; at < others.length; at++) {
      const word = (others[at] as ShellWord).lit;
      const pair = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
      if ((name === 'env' || name === 'sudo') && pair) {
        assign.push({ name: pair[1] ?? '', value: pair[2] ?? '' });
      } else if (word === '--') {
        at += 1;
        break;
      } else if (!word.startsWith('-')) break;
      else {
        isIdle ||= wrapper.idle?.test(word) === true;
        at += wrapper.taking.includes(word) ? 1 : 0;
      }
    }
    at += wrapper.own;
    if (isIdle || at >= others.length) break;
    wrap.push(name);
    rest = others.slice(at);
  }
  return { wrap, rest, assign };
}

/** A command's name without its folder. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
