/** One run of `large-documents.ts`: prints how long it took and how much memory the process had at most. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTree } from '../../src/cli/file-tree.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import type { Once } from './large-documents.js';

const [mode, folder = '', file = ''] = process.argv.slice(2);

function parse(): number {
  const text = new TextDecoder().decode(readFileSync(join(folder, file)));
  const start = performance.now();
  JSON.parse(text);
  return performance.now() - start;
}

function read(): { ms: number; components: number } {
  const start = performance.now();
  const { value, diagnostics } = parseDocuments(openTree(folder), [file]);
  const ms = performance.now() - start;
  const [document] = value;
  if (document === undefined || diagnostics.length > 0) throw new Error('it is not read whole');
  return { ms, components: (document.value['components'] as readonly unknown[]).length };
}

const { ms, components } =
  mode === 'read' ? read() : { ms: mode === 'parse' ? parse() : 0, components: 0 };
const once: Once = { ms, components, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(once));
