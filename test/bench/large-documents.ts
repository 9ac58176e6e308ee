/**
 * Bills of materials of 50 MB: what it costs to read them from the file to the document that rules see (recognised, decoded, checked
 * against their specification and our schema), beside `JSON.parse` of the same text. Each run is a process of its own, so that the peak
 * of its memory is its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { medianOf } from './measure.js';
import { largeCycloneDx, largeSpdx } from './workloads/large-boms.js';

export interface LargeFigures {
  readonly name: string;
  readonly megabytes: number;
  readonly components: number;
  /** Medians. */
  readonly parseMs: number;
  readonly readMs: number;
  /** The median of the ratios of neighbouring runs. */
  readonly ratio: number;
  /** The highest of all runs, the process itself included. */
  readonly peakMegabytes: number;
  /** Of a process that loads the program and reads nothing. */
  readonly idleMegabytes: number;
}

/** What a process in `read-once.ts` prints. */
export interface Once {
  readonly ms: number;
  readonly peakMegabytes: number;
  readonly components: number;
}

const CHILD = fileURLToPath(new URL('./read-once.ts', import.meta.url));

/** @param runs processes of each kind */
export function measureLargeDocuments(megabytes: number, runs: number): readonly LargeFigures[] {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  try {
    return [
      { name: 'CycloneDX', file: 'large.cdx.json', text: largeCycloneDx(megabytes) },
      { name: 'SPDX', file: 'large.spdx.json', text: largeSpdx(megabytes) },
    ].map(({ name, file, text }) => {
      writeFileSync(join(folder, file), text);
      const once = (mode: string): Once =>
        JSON.parse(
          execFileSync(process.execPath, ['--import', 'tsx', CHILD, mode, folder, file], {
            encoding: 'utf8',
          }),
        );
      const idle = once('idle');
      const pairs = Array.from({ length: runs }, () => ({
        parse: once('parse'),
        read: once('read'),
      }));
      return {
        name,
        megabytes: Math.round(text.length / 1024 / 1024),
        components: pairs[0]?.read.components ?? 0,
        parseMs: medianOf(pairs.map(({ parse }) => parse.ms)),
        readMs: medianOf(pairs.map(({ read }) => read.ms)),
        ratio: medianOf(pairs.map(({ parse, read }) => read.ms / parse.ms)),
        peakMegabytes: Math.max(...pairs.map(({ read }) => read.peakMegabytes)),
        idleMegabytes: idle.peakMegabytes,
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
