/**
 * Documents to compare with: those of other projects where the machine has them (`DRYDOCK_CORPUS` names a folder with a `MANIFEST.tsv`
 * whose columns are file, kind and expectation), else a few of our own. What is counted is counted in the raw files, not by our parsers.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTree } from '../../../src/cli/file-tree.js';
import { parseDocuments } from '../../../src/documents/parse-documents.js';

const OWN = fileURLToPath(new URL('../../fixtures/corpus', import.meta.url));

/** Links are not followed out of a tree: the folder itself may be one. */
const folder = realpathSync(process.env['DRYDOCK_CORPUS'] ?? OWN);

export interface Row {
  readonly file: string;
  readonly kind: string;
  readonly expected: string;
}

const rows: readonly Row[] = readFileSync(join(folder, 'MANIFEST.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [file = '', kind = '', expected = ''] = line.split('\t');
    return { file, kind, expected };
  });

/** The files of a kind; a corpus without any would prove nothing. */
export function filesOf(kind: string, expected?: string): readonly Row[] {
  const found = rows.filter(
    (row) =>
      (row.kind === kind || row.kind.startsWith(`${kind}/`)) &&
      (expected ?? row.expected) === row.expected,
  );
  if (found.length === 0) throw new Error(`${folder} holds no ${kind} ${expected ?? ''}`);
  return found;
}

const tree = openTree(folder);

/** Reads one file as the command line would where it is named. */
export function read(file: string, as?: string) {
  const { value, diagnostics } = parseDocuments(tree, [file], {
    named: new Set([file]),
    ...(as !== undefined && { as }),
  });
  return { document: value[0], documents: value, diagnostics };
}

export function textOf(file: string): string {
  const bytes = readFileSync(join(folder, file));
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isLittle ? new TextDecoder('utf-16le').decode(bytes) : new TextDecoder().decode(bytes);
}

/** The value of a file of JSON; undefined for what is none. */
// biome-ignore lint/suspicious/noExplicitAny: raw files have any shape
export function jsonOf(file: string): any {
  try {
    return JSON.parse(textOf(file));
  } catch {
    return undefined;
  }
}
