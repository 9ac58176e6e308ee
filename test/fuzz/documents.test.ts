/**
 * Files of every kind, broken in small ways: whatever stands in them, their parsers end with a document whose places lie inside the file,
 * or with a diagnostic. `DOCUMENTS` sets how many are tried of each kind; `npm run test:long` takes many more.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renderDiagnostic } from '../../src/diagnostics/render.js';
import { lineStarts } from '../../src/diagnostics/source.js';
import { documentKinds } from '../../src/documents/index.generated.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import type { Document } from '../../src/model/document.js';
import type { OwnKind } from '../../src/model/own-kind.js';
import { bytesTree } from '../helpers/bytes-tree.js';
import { tar } from '../helpers/make-image.js';
import { randomNumbers } from './mutate.js';
import { mutateBytes } from './mutate-bytes.js';

const DOCUMENTS = Number(process.env['DOCUMENTS'] ?? 150);
const SEED = Number(process.env['SEED'] ?? 1);

/** A file may say many things that are wrong; nobody reads more than this. */
const MOST_DIAGNOSTICS = 5000;

/** A document is larger than its file, but not without bound: places and parsed words add up. */
const MOST_GROWTH = 4000;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files of the repository by the kind that they are of. */
const samples = new Map<string, [string, Uint8Array][]>();
for (const path of globSync('{policies/*/*/{good,bad},examples,test/documents/fixtures}/**/*', {
  cwd: root,
  posix: true,
  nodir: true,
  dot: true,
}).sort()) {
  const bytes = new Uint8Array(readFileSync(join(root, path)));
  if (bytes.length > 200_000) continue;
  const tree = bytesTree(new Map([[path, bytes]]));
  for (const { kind } of parseDocuments(tree, [path]).value) {
    samples.set(kind, [...(samples.get(kind) ?? []), [path, bytes]]);
  }
}
const archive = tar([
  { path: 'manifest.json', content: '[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l.tar"]}]' },
  {
    path: 'c.json',
    content:
      '{"architecture":"amd64","os":"linux","config":{"User":"1"},"rootfs":{"type":"layers","diff_ids":["x"]}}',
  },
  {
    path: 'l.tar',
    content: tar([
      { path: 'etc/passwd', content: 'root' },
      { path: 'b', type: '2', target: '../c' },
    ]),
  },
]);
samples.set('image', [...(samples.get('image') ?? []), ['image.tar', archive]]);

const openVex = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://x.example/vex/1',
  author: 'kim',
  timestamp: '2026-11-01T00:00:00Z',
  version: 1,
  statements: [
    {
      vulnerability: { name: 'CVE-2026-1' },
      products: [{ '@id': 'pkg:oci/a', subcomponents: [{ '@id': 'pkg:deb/debian/b@1' }] }],
      status: 'not_affected',
      justification: 'vulnerable_code_not_present',
    },
  ],
};
const vex = new Uint8Array(Buffer.from(JSON.stringify(openVex, null, 2)));
samples.set('vex', [...(samples.get('vex') ?? []), ['a.vex.json', vex]]);

/** Values of every format that a kind of one's own may be written in. */
const OWN: Readonly<Record<string, string>> = {
  'a.json': '{"a": [1, {"b": "c"}], "d": null}',
  'a.jsonl': '{"a": 1}\n{"b": 2}\n',
  'a.yaml': 'a: &x [1, {b: c}]\nd: *x\n---\ne: |\n  f\n',
  'a.toml': 'a = 1\n[b.c]\nd = """x\ny"""\n[[e]]\nf = {g = [1, 2]}\n',
  'a.xml': '<a b="c" xmlns:n="u"><n:d>e</n:d><![CDATA[f]]></a>',
  'a.ini': '[a]\nb = "c"\n; d\ne: f\n',
  'a.properties': 'a=b\\\n c\nd:e\n! f\n',
};
const owners: OwnKind = { name: 'owners', schemas: [] };

/** What is wrong with the places of a document. */
function misplaced(document: Document): string[] {
  const found: string[] = [];
  const source = document.source ?? { path: document.uri, text: '' };
  const starts = lineStarts(source);
  const widthOf = (line: number) =>
    (starts[line] ?? source.text.length + 1) - (starts[line - 1] ?? 0);
  const visit = (value: unknown, path: string): void => {
    if (found.length > 3 || typeof value !== 'object' || value === null) return;
    const { uri, line, col, endLine, endCol } = value as Record<string, unknown>;
    if (uri === document.uri && typeof line === 'number' && typeof endLine === 'number') {
      const isOrdered = line < endLine || (line === endLine && Number(col) <= Number(endCol));
      const isInside =
        line >= 1 &&
        endLine <= Math.max(1, starts.length) &&
        Number(col) >= 1 &&
        Number(endCol) >= 1 &&
        Number(col) <= widthOf(line) + 1 &&
        Number(endCol) <= widthOf(endLine) + 1;
      if (!isOrdered || !isInside) found.push(`${path}: ${JSON.stringify(value)}`);
    }
    for (const [key, one] of Object.entries(value)) visit(one, `${path}/${key}`);
  };
  visit(document.value, '');
  return found;
}

/** The pointers that a document gives as places in its own file. */
function pointers(value: unknown, uri: string, found: Set<string> = new Set()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  const { ptr, uri: of } = value as { ptr?: unknown; uri?: unknown };
  if (typeof ptr === 'string' && of === uri) found.add(ptr);
  for (const one of Object.values(value)) pointers(one, uri, found);
  return found;
}

/** Reads one file, and looks at everything that came of it. */
function check(path: string, bytes: Uint8Array, as: string | OwnKind): readonly Document[] {
  const tree = bytesTree(new Map([[path, bytes]]));
  const { value, diagnostics } = parseDocuments(tree, [path], { as, named: new Set([path]) });
  assert.ok(value.length + diagnostics.length > 0, 'neither a document nor a diagnostic');
  assert.ok(diagnostics.length <= MOST_DIAGNOSTICS, `${diagnostics.length} diagnostics`);
  for (const diagnostic of diagnostics.slice(0, 50)) {
    const { span } = diagnostic;
    assert.ok(span === undefined || (span.start >= 0 && span.end <= span.source.text.length + 1));
    assert.ok(renderDiagnostic(diagnostic).length < 5000, 'a diagnostic that fills the screen');
  }
  for (const document of value) {
    assert.equal(misplaced(document), []);
    const size = JSON.stringify(document.value).length;
    assert.ok(size < 300_000 + bytes.length * MOST_GROWTH, `${size} characters`);
    assert.ok(document.complete || document.diagnostics.length > 0, 'incomplete without a reason');
    for (const pointer of pointers(document.value, document.uri)) document.locate?.(pointer);
  }
  return value;
}

const broken = suite('parsers of documents');

broken('know the repository’s own files by their kinds', () => {
  const without = documentKinds.map(({ name }) => name).filter((name) => !samples.has(name));
  assert.equal(without, []);
});

for (const [kind, files] of samples) {
  broken(`end with places inside the file: ${kind}`, () => {
    const random = randomNumbers(SEED);
    for (let index = 0; index < DOCUMENTS; index++) {
      const pick = () => files[Math.floor(random() * files.length)] as [string, Uint8Array];
      const [path, bytes] = pick();
      const mutated = mutateBytes(bytes, pick()[1], random);
      try {
        check(path, mutated, kind);
      } catch (failure) {
        const text = new TextDecoder().decode(mutated.subarray(0, 4000));
        const message = `seed ${SEED}, ${kind} ${index} of ${path}: ${failure}\n${text}`;
        throw new Error(message, { cause: failure });
      }
    }
  });
}

broken('end with places inside the file: kinds of one’s own', () => {
  const random = randomNumbers(SEED);
  const files = Object.entries(OWN);
  for (let index = 0; index < DOCUMENTS * 4; index++) {
    const pick = () => files[Math.floor(random() * files.length)] as [string, string];
    const [path, text] = pick();
    const mutated = mutateBytes(Buffer.from(text), Buffer.from(pick()[1]), random);
    try {
      check(path, mutated, owners);
    } catch (failure) {
      const shown = new TextDecoder().decode(mutated.subarray(0, 4000));
      throw new Error(`seed ${SEED}, own ${index} ${path}: ${failure}\n${shown}`, {
        cause: failure,
      });
    }
  }
});

broken.run();

const whole = suite('places of documents that are whole');

for (const [kind, files] of samples) {
  whole(`lead into their files: ${kind}`, () => {
    for (const [path, bytes] of files) {
      for (const document of check(path, bytes, kind)) {
        if (document.locate === undefined || document.source === undefined) continue;
        const lost = [...pointers(document.value, document.uri)].filter(
          (pointer) => document.locate?.(pointer) === undefined,
        );
        assert.equal(lost, [], path);
      }
    }
  });
}

whole.run();
