import type { Effective, Instruction } from './types.js';

/** What a stage on an image begins with: nothing that the file says. */
export const NOTHING: Effective = {
  user: null,
  env: {},
  workdir: null,
  expose: [],
  cmd: null,
  entrypoint: null,
  shell: null,
  healthcheck: null,
  labels: {},
  volumes: [],
  stopSignal: null,
  unresolved: { user: [], workdir: [] },
};

/**
 * What an instruction changes in the image to be.
 *
 * @param stage whether it has a CMD of its own before: only then ENTRYPOINT leaves that alone; and whether it stands on `scratch`, where
 * the working folder is known
 */
export function applyInstruction(
  before: Effective,
  instruction: Instruction,
  { ownCmd, isScratch }: { readonly ownCmd: boolean; readonly isScratch: boolean },
): Effective {
  const { kw, cmd, unresolved } = instruction;
  const args = instruction.expanded ?? instruction.args;
  switch (kw) {
    case 'ENV':
      return { ...before, env: { ...before.env, ...valuesOf(instruction) } };
    case 'LABEL':
      return { ...before, labels: { ...before.labels, ...valuesOf(instruction) } };
    case 'USER':
      return {
        ...before,
        user: args[0] ?? null,
        unresolved: { ...before.unresolved, user: unresolved },
      };
    case 'WORKDIR': {
      const path = args[0] ?? '';
      const isOwn = before.workdir === null || isAbsolute(path);
      const folder = before.workdir ?? (isScratch ? '/' : '');
      const workdir = isAbsolute(path) ? path : joinPath(folder, path);
      const names = isOwn ? unresolved : [...before.unresolved.workdir, ...unresolved];
      return { ...before, workdir, unresolved: { ...before.unresolved, workdir: names } };
    }
    case 'EXPOSE':
      return { ...before, expose: [...before.expose, ...(instruction.expose ?? [])] };
    case 'VOLUME':
      return { ...before, volumes: [...new Set([...before.volumes, ...args])] };
    case 'STOPSIGNAL':
      return { ...before, stopSignal: args[0] ?? null };
    case 'CMD':
      return { ...before, cmd: cmd ?? null };
    case 'ENTRYPOINT':
      return { ...before, entrypoint: cmd ?? null, cmd: ownCmd ? before.cmd : null };
    case 'SHELL':
      return cmd?.form === 'exec' ? { ...before, shell: cmd.argv } : before;
    case 'HEALTHCHECK':
      return { ...before, healthcheck: instruction.healthcheck ?? null };
    default:
      return before;
  }
}

function valuesOf({ kv = [] }: Instruction): { readonly [name: string]: string } {
  return Object.fromEntries(kv.map(({ k, expanded }) => [k, expanded ?? '']));
}

/** Whether a working folder does not depend on the one before: also one of Windows, or one that a variable begins. */
function isAbsolute(path: string): boolean {
  return /^(\/|\\|\$|[A-Za-z]:)/.test(path);
}

/** A relative path behind another one, without `.`, `..` and doubled slashes; relative still where both are. */
function joinPath(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!base.startsWith('/')) parts.push(part);
  }
  return `${base.startsWith('/') ? '/' : ''}${parts.join('/')}` || '.';
}
