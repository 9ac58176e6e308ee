import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { groupSubjects } from '../../src/documents/group-subjects.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import type { Document } from '../../src/model/document.js';
import type { Subject } from '../../src/model/subject.js';
import { memoryTree } from '../helpers/memory-tree.js';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

/** A document of a kind whose parser does not matter here. */
function other(kind: string, uri: string, value: object): Document {
  const loc = { uri, ptr: '' };
  return {
    kind,
    uri,
    fileDigest: A,
    complete: true,
    diagnostics: [],
    value: { kind, uri, format: 'test', fileDigest: A, problems: [], loc, ...value },
  };
}

function group(files: Record<string, string>, more: readonly Document[] = []): readonly Subject[] {
  const tree = memoryTree(files);
  const { value } = parseDocuments(tree, Object.keys(files));
  return groupSubjects([...value, ...more], {}, tree);
}

function shape(subjects: readonly Subject[]) {
  return subjects.map(({ name, documents }) => [name, documents.map(({ uri }) => uri)]);
}

const grouping = suite('groupSubjects');

grouping('gives every Dockerfile its context and what lies beside it', () => {
  const subjects = group(
    { 'a/Dockerfile': 'FROM x\n', 'a/.dockerignore': 'y\n', 'b/Dockerfile': 'FROM x\n' },
    [other('scan', 'b/scan.json', {}), other('ci', '.github/workflows/ci.yml', {})],
  );
  assert.equal(shape(subjects), [
    ['a/Dockerfile', ['a/Dockerfile', 'a/.dockerignore']],
    ['b/Dockerfile', ['b/Dockerfile', 'b/.dockerignore', 'b/scan.json']],
    ['.', ['.github/workflows/ci.yml']],
  ]);
  assert.equal(subjects[1]?.matches, [{ kind: 'scan', uri: 'b/scan.json', by: 'path' }]);
});

grouping('keeps documents of one image together, wherever they lie', () => {
  const subjects = group({ 'a/Dockerfile': 'FROM x\n', 'b/Dockerfile': 'FROM x\n' }, [
    other('image', 'a/image.json', { digest: A, id: B, tags: ['t:1'] }),
    other('sbom', 'out/sbom.json', { document: { subject: `pkg:oci/t@${A.replace(':', '%3A')}` } }),
    other('attestation', 'out/att.json', {
      statement: { subjects: [{ name: 't', digest: { sha256: 'a'.repeat(64) } }] },
    }),
    other('scan', 'out/scan.json', { subject: { type: 'image', name: 't', digest: B, tags: [] } }),
  ]);
  assert.equal(shape(subjects).slice(0, 1), [
    [
      'a/Dockerfile',
      [
        'a/Dockerfile',
        'a/.dockerignore',
        'a/image.json',
        'out/sbom.json',
        'out/att.json',
        'out/scan.json',
      ],
    ],
  ]);
  assert.equal(subjects[0]?.image, { digest: A, id: B, tags: ['t:1'] });
  assert.equal(
    subjects[0]?.matches?.map(({ by }) => by),
    ['path', 'digest', 'digest', 'id'],
  );
  assert.is(subjects[0]?.contradictions, undefined);
});

grouping('records documents that name different images', () => {
  const [subject] = group({ Dockerfile: 'FROM x\n' }, [
    other('image', 'image.json', { digest: A }),
    other('scan', 'scan.json', { subject: { digest: B } }),
  ]);
  assert.equal(subject?.contradictions, [
    {
      what: 'digest',
      values: [
        { value: A, uris: ['image.json'] },
        { value: B, uris: ['scan.json'] },
      ],
    },
  ]);
});

grouping('makes a subject of each image where there is no Dockerfile', () => {
  const one = group({}, [
    other('image', 'i.json', { digest: A, tags: ['a:1'] }),
    other('ci', 'ci.yml', {}),
  ]);
  assert.equal(shape(one), [['.', ['i.json', 'ci.yml']]]);
  const two = group({}, [
    other('image', 'i.json', { digest: A, tags: ['a:1'] }),
    other('image', 'j.json', { digest: B }),
    other('scan', 's.json', { subject: { digest: A } }),
    other('ci', 'ci.yml', {}),
  ]);
  assert.equal(shape(two), [
    ['a:1', ['i.json', 's.json']],
    ['j.json', ['j.json']],
    ['.', ['ci.yml']],
  ]);
});

grouping.run();
