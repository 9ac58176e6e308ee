import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ScanFacts } from '../../../src/documents/scan/types.js';
import type { VexFacts } from '../../../src/documents/vex/types.js';
import { filesOf, jsonOf, read, textOf } from './corpus.js';
import { COUNT } from './count-scans.js';

const scans = suite('scan reports of the corpus');

/** Values of a file, of several the list of them. */
function rawOf(file: string): unknown {
  const whole = jsonOf(file);
  if (whole !== undefined) return whole;
  const lines = textOf(file).split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}

scans('are read with every finding, or refused with a reason', () => {
  const wrong: string[] = [];
  for (const { file } of filesOf('scan')) {
    const { document, diagnostics } = read(file);
    const format = String(document?.value.format);
    if (document?.kind === 'sbom') continue;
    if (document === undefined || format === 'unknown') {
      const isRefused = diagnostics.some(
        ({ severity, message }) => severity === 'error' && message,
      );
      if (!isRefused || document?.complete === true) wrong.push(`${file}: silent`);
      continue;
    }
    const { findings } = document.value as unknown as ScanFacts;
    const counted = COUNT[format]?.(rawOf(file));
    if (findings.length !== counted) {
      wrong.push(`${file} (${format}): ${findings.length} of ${counted}`);
    }
  }
  assert.equal(wrong, []);
});

scans('that fit nothing known are the exception', () => {
  const unknown = filesOf('scan').filter(({ file }) => read(file).document === undefined);
  assert.ok(unknown.length <= filesOf('scan').length / 100, JSON.stringify(unknown));
});

scans('lead every finding to a line', () => {
  const lost: string[] = [];
  for (const { file } of filesOf('scan')) {
    const { document } = read(file);
    if (document?.kind !== 'scan') continue;
    const { findings } = document.value as unknown as ScanFacts;
    for (const { loc } of [...findings.slice(0, 2), ...findings.slice(-1)]) {
      if (document.locate?.(loc.ptr) === undefined) lost.push(`${file} ${loc.ptr}`);
    }
  }
  assert.equal(lost, []);
});

scans.run();

const vex = suite('VEX documents of the corpus');

const GROUPS = [
  'known_not_affected',
  'known_affected',
  'fixed',
  'first_fixed',
  'first_affected',
  'last_affected',
  'under_investigation',
];

vex('keep every statement', () => {
  const wrong: string[] = [];
  for (const { file } of filesOf('vex')) {
    const { document } = read(file);
    const raw = jsonOf(file);
    const statements = (document?.value as unknown as VexFacts | undefined)?.statements.length;
    const counted = raw.statements
      ? raw.statements.length
      : raw.vulnerabilities.flatMap((one: { product_status: Record<string, string[]> }) =>
          GROUPS.flatMap((group) => one.product_status[group] ?? []),
        ).length;
    if (document?.kind !== 'vex' || statements !== counted) {
      wrong.push(`${file}: ${document?.kind} ${statements} of ${counted}`);
    }
  }
  assert.equal(wrong, []);
});

vex.run();
