import { resolve } from 'node:path';
import { applyFixes } from '../engine/apply-fixes.js';
import type { Arguments } from './command.js';
import type { Io } from './io.js';
import { type Judged, judge } from './judge.js';

/** A fix may make room for another one; what still changes after this many passes goes round in circles. */
const PASSES = 5;

/** Judges, applies the fixes that the findings offer, and judges again, until nothing is left to apply. */
export async function judgeAndFix(args: Arguments, io: Io): Promise<Judged> {
  let judged = await judge(args, io);
  let count = 0;
  for (let pass = 0; pass < PASSES && judged.kind === 'judged'; pass++) {
    const { place } = judged;
    const path = (uri: string) => resolve(io.cwd, place.root, uri);
    const fixed = applyFixes(judged.verdict.findings, (uri) => readPlain(path(uri), io));
    if (fixed.count === 0) break;
    for (const [uri, text] of fixed.files) io.write(path(uri), text);
    count += fixed.count;
    judged = await judge(args, io);
  }
  if (count > 0) io.complain(`fixed ${count} finding${count === 1 ? '' : 's'}\n`);
  return judged;
}

/** A file as text, if it is plain UTF-8: anything else would not survive being written back. */
function readPlain(path: string, io: Io): string | undefined {
  const bytes = io.read(path);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
