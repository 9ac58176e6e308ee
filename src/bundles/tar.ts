/** One file of an archive. */
export interface TarEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

const BLOCK = 512;

/**
 * Writes a POSIX (ustar) archive. Times, owners and modes are fixed, so that the same content gives the same bytes.
 *
 * @param entries names with `/`; those longer than 100 bytes get an entry of their own before, as GNU tar writes it
 */
export function writeTar(entries: readonly TarEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const put = (name: string, type: string, content: Uint8Array): void => {
    parts.push(header(name, type, content.length), content);
    parts.push(new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK));
  };
  for (const { name, content } of entries) {
    const bytes = Buffer.from(name);
    if (bytes.length > 100) put('././@LongLink', 'L', Buffer.concat([bytes, Buffer.alloc(1)]));
    put(name, '0', content);
  }
  // Two empty blocks end the archive.
  parts.push(new Uint8Array(2 * BLOCK));
  return Buffer.concat(parts);
}

function header(name: string, type: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  block.write(name, 0, 100, 'utf8');
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** An archive that is not one, or that ends too early. */
export class TarError extends Error {
  override readonly name = 'TarError';
}

/**
 * Reads a tar archive: its regular files, with names as they stand there.
 *
 * @throws TarError
 */
export function readTar(bytes: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = [];
  let longName: string | undefined;
  let at = 0;
  while (at + BLOCK <= bytes.length) {
    const block = bytes.subarray(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) return entries;
    const field = (start: number, length: number) => textField(block, start, length);
    if (checksum(block) !== Number.parseInt(field(148, 8), 8)) {
      throw new TarError('no tar archive, or a damaged one');
    }
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new TarError('the archive ends too early');
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = field(156, 1);
    const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
    const short = prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`;
    if (type === 'L') longName = textField(content, 0, content.length);
    else if (type === 'x') longName = paxPath(content) ?? longName;
    else {
      if (type === '' || type === '0') entries.push({ name: longName ?? short, content });
      longName = undefined;
    }
  }
  // Some writers leave out the empty blocks at the end.
  if (at !== bytes.length || at === 0) throw new TarError('the archive ends too early');
  return entries;
}

function textField(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}

/** The sum of a header's bytes, those of the sum itself taken for spaces. */
function checksum(block: Uint8Array): number {
  return block.reduce(
    (total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte),
    0,
  );
}

/** The `path` record of an extended header: `<length> path=<name>\n`. */
function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(content))?.[1];
}
