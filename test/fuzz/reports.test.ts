/**
 * Bills of materials, scan reports and VEX documents with random faults: whatever is in a file, it is read or reported, with a place and
 * in bounds, and rules see the shape that the schema promises.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import type { ScanFacts } from '../../src/documents/scan/types.js';
import { groupSubjects } from '../../src/documents/subjects/group-subjects.js';
import { applyVex } from '../../src/documents/vex/apply-vex.js';
import { CASES } from '../documents/scan/form-examples.js';
import { bytesTree } from '../helpers/bytes-tree.js';
import { randomNumbers } from './mutate.js';
import { mutateBytes, mutateText, mutateValue } from './mutate-document.js';

/** For each file and kind of fault; `MUTATIONS` sets it as it does for the compiler. */
const ROUNDS = Math.ceil(Number(process.env['MUTATIONS'] ?? 3000) / 75);
const SEED = Number(process.env['SEED'] ?? 1);
const CORPUS = fileURLToPath(new URL('../fixtures/corpus', import.meta.url));

interface Seed {
  readonly kind: string;
  readonly uri: string;
  readonly text: string;
}

function seedsOf(kind: string): readonly Seed[] {
  return readdirSync(join(CORPUS, kind)).map((file) => ({
    kind,
    uri: file,
    text: readFileSync(join(CORPUS, kind, file), 'utf8'),
  }));
}

const SEEDS: { readonly [kind: string]: readonly Seed[] } = {
  sbom: seedsOf('sbom'),
  vex: seedsOf('vex'),
  scan: [
    ...seedsOf('scan'),
    ...Object.values(CASES).map(({ uri = 'report.json', content }) => ({
      kind: 'scan',
      uri,
      text: typeof content === 'string' ? content : JSON.stringify(content),
    })),
  ],
};

const encode = (text: string) => new TextEncoder().encode(text);

/** What is wrong with what became of a file; empty where all is well. */
function complaintsAbout({ kind, uri }: Seed, bytes: Uint8Array): readonly string[] {
  const tree = bytesTree(new Map([[uri, bytes]]));
  const { value: documents, diagnostics } = parseDocuments(tree, [uri], { as: kind });
  const [document] = documents;
  if (document === undefined) return diagnostics.length > 0 ? [] : ['neither read nor reported'];
  const complaints: string[] = [];
  for (const { code, message, span, path } of diagnostics) {
    if (code === 'document/schema') complaints.push(message);
    if (span === undefined && path === undefined) complaints.push(`no place: ${message}`);
    if (
      span &&
      (span.start < 0 || span.end < span.start || span.end > span.source.text.length + 1)
    ) {
      complaints.push(`a place outside the file: ${message}`);
    }
    if (message.length > 1000) complaints.push(`a message of ${message.length} letters`);
    if (/[\p{Cc}]/u.test(message)) complaints.push('a message with control characters');
  }
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  if (document.complete === broken) complaints.push('complete does not fit the diagnostics');
  if (document.value.problems.length > 500) complaints.push('endless problems');
  if (kind === 'scan' && !document.complete) {
    if ((document.value as unknown as ScanFacts).completed) complaints.push('a failed scan passes');
  }
  return complaints;
}

for (const [kind, seeds] of Object.entries(SEEDS)) {
  const fuzz = suite(`${kind} documents with random faults`);

  fuzz('are read or reported, whatever happens to their text', () => {
    const random = randomNumbers(SEED);
    for (const seed of seeds) {
      for (let round = 0; round < ROUNDS; round++) {
        const text = mutateText(seed.text, random);
        assert.equal(complaintsAbout(seed, encode(text)), [], text);
      }
    }
  });

  fuzz('are read or reported, whatever happens to their bytes', () => {
    const random = randomNumbers(SEED + 1);
    for (const seed of seeds) {
      for (let round = 0; round < ROUNDS; round++) {
        const bytes = mutateBytes(encode(seed.text), random);
        assert.equal(complaintsAbout(seed, bytes), [], Buffer.from(bytes).toString('latin1'));
      }
    }
  });

  fuzz('are read or reported, whatever their values are', () => {
    const random = randomNumbers(SEED + 2);
    for (const seed of seeds.filter(({ text }) => isJson(text))) {
      for (let round = 0; round < ROUNDS; round++) {
        const text = JSON.stringify(mutateValue(JSON.parse(seed.text), random), null, 1) ?? '';
        assert.equal(complaintsAbout(seed, encode(text)), [], text);
      }
    }
  });

  fuzz.run();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const together = suite('scan reports and VEX documents with random faults');

together('are brought together without a fault of ours', () => {
  const random = randomNumbers(SEED + 3);
  const [scan] = seedsOf('scan').filter(({ uri }) => uri === 'trivy.json');
  const [vex] = seedsOf('vex').filter(({ uri }) => uri === 'open.json');
  for (let round = 0; round < ROUNDS * 5; round++) {
    const files = new Map(
      [scan, vex].flatMap((seed) =>
        seed
          ? [[seed.uri, encode(JSON.stringify(mutateValue(JSON.parse(seed.text), random)) ?? '')]]
          : [],
      ) as [string, Uint8Array][],
    );
    const tree = bytesTree(files);
    const { value: documents } = parseDocuments(tree, [...files.keys()]);
    const { value: subjects } = groupSubjects({ documents, source: {}, files: tree });
    for (const subject of subjects) {
      applyVex(subject, { now: 0, isGoverned: false });
    }
  }
});

together.run();
