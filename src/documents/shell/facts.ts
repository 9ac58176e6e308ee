import { downloadsOf } from './downloads.js';
import { changesOf, removesOf, writesOf } from './files.js';
import { packagesOf } from './packages.js';
import { type MountedSecrets, secretReadsOf } from './secret-reads.js';
import type { ShellCommand, ShellFacts } from './types.js';
import { usersOf } from './users.js';

/** The facts of a script that cannot be read: none, which is why rules look at `parse` as well. */
export const NO_FACTS: ShellFacts = {
  pkg: [],
  downloads: [],
  removes: [],
  writes: [],
  users: [],
  chmod: [],
  chown: [],
  secretReads: [],
};

/** Works the facts out of the commands of one script. */
export function factsOf(commands: readonly ShellCommand[], secrets: MountedSecrets): ShellFacts {
  const downloads = commands.flatMap((command) => downloadsOf(command, commands));
  const files = downloads.flatMap(({ cmd, out, url }) =>
    out === null ? [] : [{ cmd, path: out, how: 'download' as const, srcs: [url] }],
  );
  // A redirected download is one write, not two.
  const written = commands.flatMap(writesOf);
  const others = written.filter(
    ({ cmd, path }) => !files.some((file) => file.cmd === cmd && file.path === path),
  );
  return {
    pkg: commands.flatMap(packagesOf),
    downloads,
    removes: commands.flatMap(removesOf),
    writes: [...others, ...files].sort((a, b) => a.cmd - b.cmd),
    users: commands.flatMap(usersOf),
    chmod: commands
      .flatMap((command) => changesOf(command, 'chmod'))
      .map(({ value, ...fact }) => ({ ...fact, mode: value })),
    chown: commands
      .flatMap((command) => changesOf(command, 'chown'))
      .map(({ value, ...fact }) => ({ ...fact, owner: value })),
    secretReads: commands.flatMap((command) => secretReadsOf(command, secrets)),
  };
}
