import type { YamlEntry } from '../yaml/node.js';
import { locationOf, stringOf } from '../yaml/node.js';
import type { Uses } from './types.js';

/** Takes the name of an action or workflow apart: `owner/repo/path@ref`, `./local`, `docker://image`. */
export function readUses(entry: YamlEntry | undefined): Uses | null {
  const raw = stringOf(entry?.value);
  if (raw === undefined || entry === undefined) return null;
  const { source, end } = entry.value.span;
  const comment = /^[ \t]+#[ \t]*([^\r\n]*)/.exec(source.text.slice(end, end + 300))?.[1]?.trim();
  const none = {
    raw,
    owner: null,
    repo: null,
    path: null,
    ref: null,
    digest: null,
    comment: comment === undefined || comment === '' ? null : comment,
    loc: locationOf({ ...entry.key, end: entry.value.span.end }),
  };
  if (raw.startsWith('docker://')) {
    const at = raw.indexOf('@');
    const digest = /@(sha256:[0-9a-f]{64})$/.exec(raw)?.[1] ?? null;
    const ref = at < 0 ? null : raw.slice(at + 1);
    return { ...none, path: raw.slice(9), ref, refKind: 'docker', digest };
  }
  if (raw.startsWith('./') || raw.startsWith('../')) {
    return { ...none, path: raw, refKind: 'local' };
  }
  const at = raw.indexOf('@');
  const ref = at < 0 ? null : raw.slice(at + 1);
  const [owner = '', repo = '', ...path] = (at < 0 ? raw : raw.slice(0, at)).split('/');
  return {
    ...none,
    owner,
    repo,
    path: path.length > 0 ? path.join('/') : null,
    ref,
    refKind: refKindOf(ref),
  };
}

/** A branch and a tag cannot be told apart by their names alone; what looks like a version counts as a tag. */
function refKindOf(ref: string | null): Uses['refKind'] {
  if (ref === null) return 'none';
  if (/^[0-9a-f]{40}$/.test(ref)) return 'sha';
  return /^v?\d/.test(ref) ? 'tag' : 'branch';
}
