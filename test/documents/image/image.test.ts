import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { unwrapCreatedBy } from '../../../src/documents/image/read-history.js';
import { readLayer } from '../../../src/documents/image/read-layer.js';
import type { ImageFacts } from '../../../src/documents/image/types.js';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { groupSubjects } from '../../../src/documents/subjects/group-subjects.js';
import type { Document } from '../../../src/model/document.js';
import { bytesTree } from '../../helpers/bytes-tree.js';
import { digest, json, layout, tar, zstd } from '../../helpers/make-image.js';

const KEY = '-----BEGIN PRIVATE KEY-----\n';

function read(files: ReadonlyMap<string, Uint8Array>): readonly Document[] {
  return parseDocuments(bytesTree(files), [...files.keys()]).value;
}

function factsOf(document: Document | undefined): ImageFacts {
  return document?.value as unknown as ImageFacts;
}

function faults(document: Document | undefined): string[] {
  return document?.value.problems.map(({ code }) => code) ?? [];
}

function messages(documents: readonly Document[]): string[] {
  return documents.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message));
}

const base = tar([
  { path: 'bin/', type: '5' },
  { path: './bin/busybox', content: 'x'.repeat(3000), mode: 0o4755 },
  { path: 'bin/sh', type: '2', target: 'busybox' },
  { path: 'root/.ssh/id_rsa', content: KEY, mode: 0o600 },
  { path: `${'deep/'.repeat(40)}file`, content: 'y' },
]);
const above = tar([
  { path: 'root/.ssh/.wh.id_rsa' },
  { path: 'srv/.wh..wh..opq' },
  { path: 'srv/app', content: 'app' },
]);

const layouts = suite('an OCI layout');

const config = {
  User: '10001',
  Env: ['PATH=/bin', 'A=b=c', 'EMPTY'],
  Entrypoint: ['/srv/app'],
  ExposedPorts: { '8080/tcp': {}, '53/UDP': {} },
  Labels: { a: 'b' },
  Healthcheck: { Test: ['CMD', 'true'], Interval: 30_000_000_000 },
};

layouts('gives one document for each platform, with the files of all layers', () => {
  const files = layout([
    { arch: 'amd64', layers: [base, above], config },
    { arch: 'arm64', layers: [base] },
  ]);
  const documents = read(files);
  assert.equal(messages(documents), []);
  assert.equal(
    documents.map((one) => [one.uri, factsOf(one).platform?.arch, factsOf(one).layers.length]),
    [
      ['oci-layout', 'amd64', 2],
      ['oci-layout', 'arm64', 1],
    ],
  );
  const facts = factsOf(documents[0]);
  assert.is(facts.ref, 'registry.example.com/a/b:1.0');
  assert.is(facts.platforms.length, 2);
  assert.match(facts.indexDigest ?? '', /^sha256:/);
  assert.equal(
    facts.config?.env.map(({ k, v, loc }) => [k, v, loc.ptr]),
    [
      ['PATH', '/bin', '/config/Env/0'],
      ['A', 'b=c', '/config/Env/1'],
      ['EMPTY', '', '/config/Env/2'],
    ],
  );
  assert.equal(
    facts.config?.exposed.map(({ port, proto }) => [port, proto]),
    [
      ['8080', 'tcp'],
      ['53', 'udp'],
    ],
  );
  assert.equal(
    facts.layers[0]?.files?.map(({ path, type, mode, sniff, target }) => [
      path.length > 50 ? 'long' : path,
      type,
      mode,
      sniff ?? target ?? '',
    ]),
    [
      ['bin/busybox', 'file', '4755', ''],
      ['bin/sh', 'symlink', '0644', 'busybox'],
      ['root/.ssh/id_rsa', 'file', '0600', 'private-key'],
      ['long', 'file', '0644', ''],
    ],
  );
  assert.equal(
    facts.layers[1]?.files?.map(({ path, whiteout, opaque }) => [path, whiteout, opaque ?? false]),
    [
      ['root/.ssh/id_rsa', true, false],
      ['srv', true, true],
      ['srv/app', false, false],
    ],
  );
});

layouts('brings what the builder attached to each image, as documents of their own', () => {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: { buildType: 'https://mobyproject.org/buildkit@v1', externalParameters: {} },
      runDetails: { builder: { id: 'https://builder.example' } },
    },
  };
  const files = layout([
    { arch: 'amd64', layers: [base], statement },
    { arch: 'arm64', layers: [above] },
  ]);
  const archive = new Map([
    ['image.tar', tar([...files].map(([path, content]) => ({ path, content })))],
  ]);
  for (const [form, folder] of [
    [files, ''],
    [archive, 'image.tar/'],
  ] as const) {
    const documents = read(form);
    assert.equal(messages(documents), []);
    assert.equal(
      documents.map(({ kind }) => kind),
      ['image', 'image', 'attestation'],
    );
    const [amd64, arm64, attestation] = documents;
    assert.equal(
      factsOf(amd64).attestations.map(({ subject, predicateTypes }) => [subject, predicateTypes]),
      [[factsOf(amd64).digest, [statement.predicateType]]],
    );
    assert.equal(factsOf(arm64).attestations, []);
    assert.is(factsOf(amd64).platforms.length, 2);
    assert.ok(attestation?.uri.startsWith(`${folder}blobs/sha256/`), attestation?.uri);
    assert.is(attestation?.value['verified'], false);
    assert.match(JSON.stringify(attestation?.value['slsa']), 'https://builder.example');
    const tree = bytesTree(form);
    const { value } = groupSubjects({ documents, source: {}, files: tree });
    assert.is(value.length, 1);
    assert.is(value[0]?.matches?.find(({ kind }) => kind === 'attestation')?.by, 'digest');
    assert.is(value[0]?.contradictions, undefined);
  }
});

layouts('is the same in an archive, packed or not', () => {
  const members = [...layout([{ arch: 'amd64', layers: [base], config }])].map(
    ([path, content]) => ({
      path,
      content,
    }),
  );
  const archive = tar(members);
  for (const [name, bytes] of [
    ['image.tar', archive],
    ['image.tar.gz', gzipSync(archive)],
    ['image.tar.zst', zstd(archive)],
  ] as const) {
    const documents = read(new Map([[name, bytes]]));
    assert.equal(messages(documents), [], name);
    assert.is(documents.length, 1, name);
    const facts = factsOf(documents[0]);
    assert.is(facts.layers[0]?.files?.length, 4, name);
    assert.is(facts.config?.user, '10001', name);
  }
});

layouts('reports what is not what its digest says, and what is not there', () => {
  const files = layout([{ arch: 'amd64', layers: [base], config }]);
  const index = JSON.parse(new TextDecoder().decode(files.get('index.json'))) as {
    manifests: { digest: string }[];
  };
  const changed = new Map(files);
  for (const [path, bytes] of files) {
    if (bytes[0] === 0x1f) changed.set(path, gzipSync(above));
  }
  assert.equal(faults(read(changed)[0]), ['digest-mismatch']);
  assert.not(read(changed)[0]?.complete);
  const missing = new Map(files);
  missing.delete(`blobs/${index.manifests[0]?.digest.replace(':', '/')}`);
  assert.equal(faults(read(missing)[0]), ['blob-missing', 'index']);
});

layouts('does without layers that were not fetched', () => {
  const files = new Map(
    [...layout([{ arch: 'amd64', layers: [base], config }])].filter(
      ([, bytes]) => bytes[0] !== 0x1f,
    ),
  );
  const [document] = read(files);
  assert.ok(document?.complete);
  assert.is(factsOf(document).layers[0]?.files, undefined);
});

layouts.run();

const saved = suite('an archive of docker save');

saved('is read by its manifest', () => {
  const configBytes = json({
    architecture: 'amd64',
    os: 'linux',
    config: { User: 'root' },
    rootfs: { type: 'layers', diff_ids: [digest(base)] },
  });
  const hex = digest(configBytes).slice(7);
  const archive = tar([
    { path: `${hex}.json`, content: configBytes },
    { path: 'abc/layer.tar', content: base },
    {
      path: 'manifest.json',
      content: json([{ Config: `${hex}.json`, RepoTags: ['a:1'], Layers: ['abc/layer.tar'] }]),
    },
  ]);
  const documents = read(new Map([['saved.tar', archive]]));
  assert.equal(messages(documents), []);
  const facts = factsOf(documents[0]);
  assert.equal([facts.tags, facts.id, facts.digest], [['a:1'], `sha256:${hex}`, null]);
  assert.equal([facts.layers[0]?.diffId, facts.layers[0]?.files?.length], [digest(base), 4]);
});

saved('that is cut off is reported', () => {
  const archive = tar([
    { path: 'manifest.json', content: '[]' },
    { path: 'x', content: 'y'.repeat(5000) },
  ]);
  const [document] = read(new Map([['saved.tar', archive.subarray(0, 3000)]]));
  assert.equal(faults(document), ['archive', 'archive']);
});

saved.run();

const texts = suite('JSON about an image');

texts('is a config, a manifest, an index, docker inspect or docker history', () => {
  const files = new Map([
    [
      'config.json',
      json({
        architecture: 'arm64',
        os: 'linux',
        variant: 'v8',
        created: '2026-01-01T00:00:00Z',
        config: { Env: ['A=1'] },
        rootfs: { type: 'layers', diff_ids: ['sha256:1', 'sha256:2'] },
        history: [
          { created_by: '/bin/sh -c #(nop)  CMD ["sh"]', empty_layer: true },
          { created_by: 'RUN |1 TOKEN=abc /bin/sh -c apk add curl # buildkit' },
          { created_by: 'COPY a b # buildkit' },
        ],
      }),
    ],
    [
      'manifest.json',
      json({
        schemaVersion: 2,
        config: { digest: 'sha256:c' },
        layers: [{ digest: 'sha256:l', size: 7 }],
      }),
    ],
    [
      'list.json',
      json({
        schemaVersion: 2,
        manifests: [{ digest: 'sha256:m', platform: { os: 'linux', architecture: 's390x' } }],
      }),
    ],
    [
      'inspect.json',
      json([
        {
          Id: 'sha256:i',
          RepoTags: ['a:1'],
          RepoDigests: [`a@sha256:${'d'.repeat(64)}`],
          Os: 'linux',
          Architecture: 'amd64',
          Config: { User: '0' },
          RootFS: { Type: 'layers', Layers: ['sha256:l'] },
          Size: 12,
        },
      ]),
    ],
    [
      'history.jsonl',
      new TextEncoder().encode(
        '{"ID":"<missing>","CreatedBy":"USER app","Size":"0B"}\n{"ID":"<missing>","CreatedBy":"/bin/sh -c echo x","Size":"1.5kB"}\n',
      ),
    ],
  ]);
  const documents = read(files);
  assert.equal(messages(documents), []);
  const [fromConfig, history, inspect, list, manifest] = documents.map(factsOf);
  assert.equal(fromConfig?.platform, {
    os: 'linux',
    arch: 'arm64',
    variant: 'v8',
    osVersion: null,
  });
  assert.equal(
    fromConfig?.history.map(({ instruction, text, layer }) => [instruction, text, layer]),
    [
      ['CMD', '["sh"]', null],
      ['RUN', 'apk add curl', 0],
      ['COPY', 'a b', 1],
    ],
  );
  assert.equal(fromConfig?.history[1]?.buildArgs, [{ k: 'TOKEN', v: 'abc' }]);
  assert.is(fromConfig?.history[1]?.run?.facts.pkg[0]?.mgr, 'apk');
  assert.equal(
    [inspect?.id, inspect?.digest, inspect?.size],
    ['sha256:i', `sha256:${'d'.repeat(64)}`, 12],
  );
  assert.is(inspect?.config?.user, '0');
  assert.equal(
    list?.platforms.map(({ arch }) => arch),
    ['s390x'],
  );
  assert.equal([manifest?.id, manifest?.size], ['sha256:c', 7]);
  assert.equal(
    history?.history.map(({ instruction, size }) => [instruction, size]),
    [
      ['RUN', 1500],
      ['USER', 0],
    ],
  );
  const [document] = documents;
  assert.equal(document?.locate?.('/config/Env/0')?.line, 1);
});

texts('that is broken is reported where it breaks', () => {
  const { value, diagnostics } = parseDocuments(
    bytesTree(new Map([['config.json', new TextEncoder().encode('{"architecture":\n')]])),
    ['config.json'],
    { as: 'image' },
  );
  assert.not(value[0]?.complete);
  assert.is(diagnostics[0]?.code, 'document/problem');
});

texts.run();

const layers = suite('readLayer');

function layerOf(bytes: Uint8Array) {
  return readLayer({ size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) });
}

layers('refuses paths that lead out, and goes on', () => {
  const { files, faults: found } = layerOf(tar([{ path: '../../etc/passwd' }, { path: '/abs' }]));
  assert.equal(
    files.map(({ path }) => path),
    ['abs'],
  );
  assert.equal(found, ['a path in it leads out of the image']);
});

layers('says what it cannot read', () => {
  assert.is(layerOf(new Uint8Array(2000).fill(65)).faults[0], 'it cannot be read to its end');
  assert.is(layerOf(gzipSync(base).subarray(0, 200)).faults[0], 'it cannot be read to its end');
});

layers('are read piece by piece, however large they are', () => {
  const size = 400 * 1024 ** 2;
  const head = Buffer.from(tar([{ path: 'big' }]).subarray(0, 512));
  head.write(`${size.toString(8).padStart(11, '0')}\0        `, 124);
  head.write('        ', 148);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const tail = tar([{ path: 'root/.ssh/id_rsa', content: KEY }]);
  let largest = 0;
  const { files, faults: found } = readLayer({
    size: head.length + size + tail.length,
    read: (offset, length) => {
      largest = Math.max(largest, length);
      const piece = new Uint8Array(length);
      piece.set(head.subarray(offset, offset + length));
      const inTail = offset - head.length - size;
      if (inTail > -length) {
        const part = tail.subarray(Math.max(0, inTail), Math.max(0, inTail + length));
        piece.set(part, Math.max(0, -inTail));
      }
      return piece;
    },
  });
  assert.equal(found, []);
  assert.equal(
    files.map((file) => [file.path, file.size, file.sniff ?? '']),
    [
      ['big', size, ''],
      ['root/.ssh/id_rsa', KEY.length, 'private-key'],
    ],
  );
  assert.ok(largest <= 16 * 1024 * 1024);
});

layers('knows a bomb', () => {
  const bytes = gzipSync(tar([{ path: 'zeros', content: new Uint8Array(3_000_000) }]));
  const source = {
    size: bytes.length,
    read: (at: number, length: number) => bytes.subarray(at, at + length),
  };
  assert.equal(readLayer(source, 1_000_000).faults, ['it unpacks to far more than an image has']);
  assert.equal(readLayer(source).faults, []);
});

layers.run();

const unwrapping = suite('unwrapCreatedBy');

unwrapping('knows what the builders write', () => {
  const cases: [string, string | null, string][] = [
    ['/bin/sh -c #(nop) ADD file:1 in / ', 'ADD', 'file:1 in /'],
    ['/bin/sh -c #(nop)  ENV A=b', 'ENV', 'A=b'],
    ['/bin/sh -c apt-get update', 'RUN', 'apt-get update'],
    ['|2 A=1 B=two words /bin/sh -c echo $A', 'RUN', 'echo $A'],
    ['RUN /bin/sh -c echo x # buildkit', 'RUN', 'echo x'],
    ['RUN |1 A= /bin/bash -o pipefail -c echo x # buildkit', 'RUN', 'echo x'],
    ['ENTRYPOINT ["/a"]', 'ENTRYPOINT', '["/a"]'],
    ['bazel build ...', null, 'bazel build ...'],
    ['', null, ''],
  ];
  for (const [createdBy, instruction, text] of cases) {
    const found = unwrapCreatedBy(createdBy);
    assert.equal([found.instruction, found.text], [instruction, text], createdBy);
  }
});

unwrapping.run();
