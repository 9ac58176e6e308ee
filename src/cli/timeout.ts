import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { parseDuration } from '../rego/builtins/time/duration.js';
import { type Arguments, text } from './command.js';
import { durationUsage, tookTooLong } from './errors.js';
import type { Io } from './io.js';

export const TIMEOUT_OPTION = {
  timeout: { type: 'string', describe: 'end the whole command after so long, such as `30s`' },
} as const;

/** What came of a command that was run within a time: its exit code, or what is wrong. Undefined where no time was set. */
export type Timed =
  | { readonly code: number }
  | { readonly diagnostic: Diagnostic; readonly isLate: boolean };

/**
 * Runs the same command line without its `--timeout` in a process of its own, and ends that process when the time is over: whatever
 * takes so long, it cannot be in the way.
 */
export function runWithinTime(args: Arguments, io: Io): Timed | undefined {
  const written = text(args, 'timeout');
  if (written === undefined) return undefined;
  const milliseconds = millisecondsOf(written);
  if (milliseconds === undefined) return { diagnostic: durationUsage(written), isLate: false };
  const ended = io.rerun('timeout', milliseconds);
  return ended === 'late' ? { diagnostic: tookTooLong(written), isLate: true } : { code: ended };
}

function millisecondsOf(written: string): number | undefined {
  try {
    const milliseconds = Number(parseDuration(written)) / 1_000_000;
    return milliseconds > 0 ? Math.ceil(milliseconds) : undefined;
  } catch {
    return undefined;
  }
}
