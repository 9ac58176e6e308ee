/** Rules never fail on a document, however odd: each one meets every input that the repository has, and those inputs damaged. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openTree } from '../../src/cli/file-tree.js';
import { inputOf } from '../../src/engine/input.js';
import type { Json } from '../../src/model/json.js';
import type { Subject } from '../../src/model/subject.js';
import { TEST_TIME } from '../helpers/judge-folder.js';
import { memoryTree } from '../helpers/memory-tree.js';
import { shippedRules, subjectsOf } from '../helpers/shipped-rules.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { rules, defaults, run } = await shippedRules();
const all = rules.map(({ id }) => id);
const now = new Date(TEST_TIME).toISOString();

const folders = [
  ...globSync('policies/*/*/{good,bad}/', { cwd: root, posix: true }),
  ...globSync('examples/**/{good,bad,app,repos}/', { cwd: root, posix: true }),
].sort();
const dockerfiles = join(root, 'test/documents/fixtures/dockerfile');
const odd = Object.fromEntries(
  readdirSync(dockerfiles)
    .filter((name) => name.endsWith('.Dockerfile'))
    .map((name) => [`${name}/Dockerfile`, readFileSync(join(dockerfiles, name), 'utf8')]),
);
const subjects = [
  ...folders.flatMap((folder) => subjectsOf(openTree(join(root, folder)))),
  ...subjectsOf(memoryTree(odd)),
];

/** Rules that fail on an input, each with the reason. */
function failures(input: unknown): readonly (readonly [string, string])[] {
  const bytes = new TextEncoder().encode(JSON.stringify(input));
  return [...run(bytes.buffer as ArrayBuffer, defaults as Json, all).errors];
}

const inputs = suite('every rule');

inputs('runs on every subject of the fixtures', () => {
  assert.ok(subjects.length > 200);
  for (const subject of subjects) {
    assert.equal(failures(inputOf(subject, subject.documents, now)), [], subject.name);
  }
});

inputs('runs on all documents of all kinds together, and on none', () => {
  // One document of each kind: rules that join kinds meet combinations that no folder has.
  const byKind = new Map(
    subjects.flatMap(({ documents }) => documents.map((one) => [one.kind, one])),
  );
  const [first] = subjects as [Subject];
  assert.ok(byKind.size >= 10);
  assert.equal(failures(inputOf(first, [...byKind.values()], now)), []);
  assert.equal(failures(inputOf(first, [], now)), []);
  assert.equal(failures({}), []);
});

/** Places in a value, as paths of keys. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]))];
}

function damaged(value: unknown, path: readonly string[], put: Json | undefined): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    return value.map((one, at) => (String(at) === key ? (damaged(one, rest, put) ?? null) : one));
  }
  return {
    ...(value as object),
    [key]: damaged((value as { [key: string]: unknown })[key], rest, put),
  };
}

inputs('runs where any part of a document is missing or something else', () => {
  const whole = subjects.map((subject) => inputOf(subject, subject.documents, now));
  const values: readonly (Json | undefined)[] = [
    undefined,
    null,
    '',
    'x',
    0,
    -1,
    true,
    [],
    {},
    [null],
  ];
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.array(fc.tuple(fc.nat(), fc.nat(values.length - 1)), { minLength: 1, maxLength: 3 }),
      (at, changes) => {
        let input: unknown = whole[at];
        for (const [place, value] of changes) {
          const places = placesIn((input as { documents: unknown }).documents ?? null, [
            'documents',
          ]);
          input = damaged(input, places[place % places.length] ?? ['documents'], values[value]);
        }
        assert.equal(failures(input), []);
      },
    ),
    { numRuns: 1000 },
  );
});

inputs.run();
