import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const NEWLINE = 0x0a;

/**
 * Appends one line in one write that has reached the disk when this returns. Where a writer before was cut off in the middle of its
 * line, the new one starts on a line of its own.
 *
 * @throws the system's error, with `path`, where not all of the line could be written
 */
export function appendLine(path: string, line: string): void {
  const file = openSync(path, 'a+');
  try {
    const bytes = Buffer.from(endsWhole(file) ? `${line}\n` : `\n${line}\n`);
    const written = writeSync(file, bytes);
    if (written < bytes.length) throw Object.assign(new Error('no room left'), { code: 'ENOSPC' });
    fsyncSync(file);
  } catch (failure) {
    // Writing to an open file fails without saying which.
    throw Object.assign(failure as Error, { path });
  } finally {
    closeSync(file);
  }
}

/** Whether nothing stands behind the last line break. */
function endsWhole(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  return readSync(file, last, 0, 1, size - 1) === 0 || last[0] === NEWLINE;
}
