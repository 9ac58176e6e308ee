/** The bills of materials of the benchmark, which must be whole for its figures to mean anything. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import type { SbomFacts } from '../../../src/documents/sbom/types.js';
import type { FileTree } from '../../../src/model/document.js';
import { largeCycloneDx, largeSpdx } from '../../bench/workloads/large-boms.js';
import { readDocument } from '../../helpers/read-document.js';

const large = suite('large bills of materials');

large('are read without a word and without loss', () => {
  const cyclonedx = largeCycloneDx(1);
  const first = readDocument<SbomFacts>('a.cdx.json', cyclonedx);
  assert.equal(first.messages, []);
  const { components, dependencies } = JSON.parse(cyclonedx);
  assert.is(first.facts.components.length, components.length + 1);
  const edges = dependencies.flatMap(({ dependsOn }: { dependsOn: string[] }) => dependsOn);
  assert.is(first.facts.relationships.length, edges.length);
  const spdx = largeSpdx(1);
  const second = readDocument<SbomFacts>('a.spdx.json', spdx);
  assert.equal(second.messages, []);
  assert.is(second.facts.components.length, JSON.parse(spdx).packages.length);
  assert.is(second.facts.relationships.length, JSON.parse(spdx).relationships.length);
});

large('are refused where they are too large, without being read', () => {
  const head = new TextEncoder().encode(largeCycloneDx(0.1));
  let most = 0;
  const files: FileTree = {
    read: () => undefined,
    open: () => ({
      size: 300 * 1024 * 1024,
      read: (at, length) => {
        most = Math.max(most, length);
        return head.subarray(at, at + length);
      },
    }),
    list: () => [],
  };
  const { value, diagnostics } = parseDocuments(files, ['a.cdx.json']);
  assert.equal(value, []);
  assert.equal(
    diagnostics.map(({ message }) => message),
    ['it is too large to be read: 300 MB, more than 256 MB'],
  );
  assert.ok(most <= 65_536);
});

large.run();
