import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { groupSubjects } from '../../../src/documents/subjects/group-subjects.js';
import { repositoryName } from '../../../src/documents/subjects/identity.js';
import type { Document } from '../../../src/model/document.js';
import type { Subject } from '../../../src/model/subject.js';
import { memoryTree } from '../../helpers/memory-tree.js';

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
  return groupSubjects({ documents: [...value, ...more], source: {}, files: tree }).value;
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
    other('scan', 'out/scan.json', {
      subject: { type: 'image', name: 't', digest: null, imageId: B, tags: [] },
    }),
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

grouping('lets a statement about several images belong to each of them', () => {
  const subjects = group({}, [
    other('attestation', 'a.json', {
      statement: {
        subjects: [
          { name: 'x', digest: { sha256: 'a'.repeat(64) } },
          { name: 'y', digest: { sha256: 'b'.repeat(64) } },
        ],
      },
    }),
    other('image', 'i.json', { digest: A }),
    other('image', 'j.json', { digest: B }),
  ]);
  assert.equal(
    shape(subjects).map(([, uris]) => uris),
    [
      ['a.json', 'i.json'],
      ['a.json', 'j.json'],
    ],
  );
  assert.is(new Set(subjects.map(({ name }) => name)).size, 2);
});

grouping('keeps all platforms of one file', () => {
  const index = { indexDigest: `sha256:${'c'.repeat(64)}` };
  const [subject] = group({ Dockerfile: 'FROM x\n' }, [
    other('image', 'layout', { ...index, digest: A }),
    other('image', 'layout', { ...index, digest: B }),
  ]);
  assert.is(subject?.documents.filter(({ kind }) => kind === 'image').length, 2);
  assert.is(subject?.contradictions, undefined);
});

const COMMIT = 'c'.repeat(40);

/** The configuration of an image with the labels of its source. */
function local(uri: string, revision: string, source?: string): Document {
  return other('image', uri, {
    id: B,
    digest: null,
    config: {
      labels: {
        'org.opencontainers.image.revision': revision,
        ...(source !== undefined && { 'org.opencontainers.image.source': source }),
      },
    },
  });
}

/** Provenance of a pushed image. */
function provenance(uri: string, commit: string): Document {
  return other('attestation', uri, {
    statement: { subjects: [{ name: 't', digest: { sha256: 'a'.repeat(64) } }] },
    slsa: { source: { commit, repository: 'https://github.com/acme/pay' } },
  });
}

grouping(
  'takes a local image and the provenance of a pushed one for the same by their commit',
  () => {
    const [subject, ...rest] = group({ 'a/Dockerfile': 'FROM x\n', 'b/Dockerfile': 'FROM x\n' }, [
      local('a/image.json', COMMIT),
      provenance('out/provenance.json', COMMIT),
    ]);
    assert.equal(subject?.matches, [
      { kind: 'image', uri: 'a/image.json', by: 'path' },
      { kind: 'attestation', uri: 'out/provenance.json', by: 'commit' },
    ]);
    assert.is(rest.length, 1);
    assert.is(subject?.contradictions, undefined);
  },
);

grouping('records different commits of one repository', () => {
  const documents = [
    local('image.json', 'd'.repeat(40), 'git@github.com:Acme/pay.git'),
    provenance('provenance.json', COMMIT),
  ];
  const [subject] = group({ Dockerfile: 'FROM x\n' }, documents);
  assert.equal(subject?.contradictions?.find(({ what }) => what === 'commit')?.values, [
    { value: 'd'.repeat(40), uris: ['image.json'] },
    { value: COMMIT, uris: ['provenance.json'] },
  ]);
});

grouping('takes a signature of the base for what it is', () => {
  const [subject] = group({ Dockerfile: `FROM debian@${B}\n` }, [
    other('image', 'image.json', { digest: A }),
    other('signature', 'base.sig.json', { digest: B, target: 'image' }),
    other('signature', 'file.sig.json', { digest: `sha256:${'e'.repeat(64)}`, target: 'file' }),
  ]);
  assert.is(subject?.image?.digest, A);
  assert.is(subject?.contradictions, undefined);
  assert.equal(
    subject?.matches?.map(({ uri, by }) => [uri, by]),
    [
      ['image.json', 'path'],
      ['file.sig.json', 'path'],
      ['base.sig.json', 'base'],
    ],
  );
});

grouping.run();

const names = suite('repositoryName');

names('are the same however a repository is addressed', () => {
  for (const address of [
    'acme/pay',
    'https://github.com/Acme/pay',
    'https://github.com/acme/pay.git/',
    'git+https://github.com/acme/pay@refs/heads/main',
    'https://user@github.com/acme/pay#main',
    'git@github.com:acme/pay.git',
    'ssh://git@github.com:22/acme/pay.git',
    'github.com/acme/pay',
  ]) {
    assert.is(repositoryName(address), 'acme/pay', address);
  }
  for (const address of ['https://gitlab.com/acme/team/pay', 'acme/team/pay']) {
    assert.is(repositoryName(address), 'acme/team/pay', address);
  }
});

names.run();
