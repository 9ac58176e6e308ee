import type { TextLocation } from '../../model/location.js';
import type { Uses } from './types.js';

/** Takes the name of an action or workflow apart: `owner/repo/path@ref`, `./local`, `docker://image`. */
export function readUses(raw: string, loc: TextLocation): Uses {
  const none = { raw, owner: null, repo: null, path: null, ref: null, loc };
  if (raw.startsWith('docker://')) {
    const at = raw.indexOf('@');
    return {
      ...none,
      path: raw.slice(9),
      ref: at < 0 ? null : raw.slice(at + 1),
      refKind: 'docker',
    };
  }
  if (raw.startsWith('./') || raw.startsWith('../'))
    return { ...none, path: raw, refKind: 'local' };
  const at = raw.indexOf('@');
  const ref = at < 0 ? null : raw.slice(at + 1);
  const [owner = '', repo = '', ...path] = (at < 0 ? raw : raw.slice(0, at)).split('/');
  return {
    raw,
    owner,
    repo,
    path: path.length > 0 ? path.join('/') : null,
    ref,
    refKind: refKindOf(ref ?? ''),
    loc,
  };
}

/** A branch and a tag cannot be told apart by their names alone; what looks like a version counts as a tag. */
function refKindOf(ref: string): Uses['refKind'] {
  if (/^[0-9a-f]{40}$/.test(ref)) return 'sha';
  return /^v?\d/.test(ref) ? 'tag' : 'branch';
}
