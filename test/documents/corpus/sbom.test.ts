import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import type { SbomFacts } from '../../../src/documents/sbom/types.js';
import { filesOf, jsonOf, read, textOf } from './corpus.js';
import {
  type Counts,
  countCycloneDx,
  countSpdx,
  countSpdx3,
  countTagValue,
  countXml,
} from './count-boms.js';

const boms = suite('bills of materials of the corpus');

boms('are accepted without a word where they are valid', () => {
  const told = filesOf('sbom', 'valid').filter(({ file }) => read(file).diagnostics.length > 0);
  assert.equal(told, []);
});

boms('are reported with a line, and in JSON with a pointer, where they are invalid', () => {
  const silent = filesOf('sbom', 'invalid').filter(({ file }) => {
    const { diagnostics } = read(file);
    return !diagnostics.some((diagnostic) => isPlaced(diagnostic));
  });
  assert.equal(silent, []);
});

/** A caret under something, and for what breaks the specification the pointer to it. */
function isPlaced({ code, span, message }: Diagnostic): boolean {
  if (span === undefined) return false;
  if (code !== 'document/advice') return true;
  return /\(at `\/[^`]*`\)$/.test(message) || span.end > span.start;
}

function countsOf(file: string): Counts | undefined {
  const text = textOf(file);
  if (/\.xml$/i.test(file)) return countXml(text);
  const value = jsonOf(file);
  return value === undefined
    ? countTagValue(text)
    : (countCycloneDx(value) ?? countSpdx(value) ?? countSpdx3(value));
}

/** Files that are compared, by format; each must be among them. */
const compared = new Map<string, number>();

boms('keep every component, relationship and vulnerability', () => {
  const wrong: string[] = [];
  for (const { file, expected } of filesOf('sbom')) {
    // What is broken may lack what it takes to be counted.
    if (expected === 'invalid') continue;
    const { document } = read(file, 'sbom');
    const format = String(document?.value.format);
    const counted = format === 'unknown' ? undefined : countsOf(file);
    if (document === undefined || counted === undefined) continue;
    const facts = document.value as unknown as SbomFacts;
    const found: Counts = {
      components: facts.components.length,
      relationships: facts.relationships.length,
      vulnerabilities: facts.vulnerabilities.length,
    };
    compared.set(format, (compared.get(format) ?? 0) + 1);
    if (JSON.stringify(found) !== JSON.stringify(counted)) {
      wrong.push(`${file}: ${JSON.stringify(found)} of ${JSON.stringify(counted)}`);
    }
  }
  assert.equal(wrong, []);
  assert.equal([...compared.keys()].sort(), [
    'cyclonedx-json',
    'cyclonedx-xml',
    'spdx-json',
    'spdx-tag-value',
    'spdx3-json',
  ]);
});

boms('lead every pointer to a place in the file', () => {
  const lost: string[] = [];
  for (const { file } of filesOf('sbom').filter((_, at) => at % 7 === 0)) {
    const { document } = read(file, 'sbom');
    const facts = document?.value as unknown as SbomFacts | undefined;
    for (const { loc } of facts?.components.slice(-2) ?? []) {
      if (document?.locate?.(loc.ptr) === undefined) lost.push(`${file} ${loc.ptr}`);
    }
  }
  assert.equal(lost, []);
});

boms.run();
