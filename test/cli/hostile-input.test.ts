/** Documents that somebody made to break the reader: bounded, reported with a place, never a pass. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { tar } from '../helpers/make-image.js';
import { folderOf } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const GOOD = 'FROM scratch\nUSER 10001\n';

async function judged(files: Readonly<Record<string, string | Uint8Array>>, ...words: string[]) {
  const folder = folderOf({ Dockerfile: GOOD, ...files });
  const { code, stdout, stderr } = await runPolicy(['eval', '.', ...words], folder);
  const all = stdout + stderr;
  assert.not.match(all, /^\s+at .*:\d+:\d+\)?$/m, 'a stack trace');
  assert.not.match(all, 'internal error');
  assert.ok(all.length < 100_000, 'output that fills the screen');
  return { code, all };
}

const hostile = suite('hostile documents');

const deep = (open: string, close: string) => open.repeat(1000) + close.repeat(1000);
const bom = '{"bomFormat": "CycloneDX", "specVersion": "1.5", "x": ';
const bomb = `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`).join('')}`;

for (const [name, files, words, wanted] of [
  [
    'JSON 1,000 deep',
    { 'a.json': `${bom}${deep('[', ']')}}` },
    [],
    'a.json:1:1: it is nested more than 512 deep',
  ],
  [
    'JSON 100,000 deep',
    { 'a.json': `${bom}${'['.repeat(100_000)}` },
    [],
    'nested more than 512 deep',
  ],
  [
    'names that stand twice in JSON',
    { 'a.json': '{"bomFormat": "CycloneDX", "specVersion": "1.5",\n "version": 1, "version": 2}' },
    [],
    'a.json:2:16: `version` stands here twice',
  ],
  ['JSON that is cut off', { 'a.json': `${bom}[1, 2` }, [], 'a.json:1:'],
  ['a line of 10 MB of JSON', { 'a.json': `${bom}"${'x'.repeat(10_000_000)}` }, [], 'a.json:1:'],
  ['YAML that grows', { '.gitlab-ci.yml': bomb }, [], '.gitlab-ci.yml:'],
  [
    'YAML that holds itself',
    { 'a.yaml': 'a: &x\n  b: *x\n' },
    ['--as', 'own=a.yaml'],
    'a.yaml:2:6: no anchor `x` stands before it',
  ],
  ['YAML 1,000 deep', { 'a.yaml': deep('[', ']') }, ['--as', 'own=a.yaml'], 'a.yaml:1:'],
  [
    'names that stand twice in YAML',
    { 'a.yaml': 'a: 1\nb: 2\na: 3\n' },
    ['--as', 'own=a.yaml'],
    'a.yaml:3:1: `a` stands here twice',
  ],
  [
    'a line of 10 MB of YAML',
    { 'a.yaml': `a: ${'x'.repeat(10_000_000)}` },
    ['--as', 'own=a.yaml'],
    'a.yaml:1:',
  ],
  [
    'TOML 1,000 deep',
    { 'a.toml': `a = ${deep('[', ']')}` },
    ['--as', 'own=a.toml'],
    'a.toml:1:1: it is nested more than 256 deep',
  ],
  [
    'a line of 10 MB of TOML',
    { 'a.toml': `a = "${'x'.repeat(10_000_000)}"` },
    ['--as', 'own=a.toml'],
    'a.toml:1:1: it is larger than',
  ],
  [
    'XML 1,000 deep',
    { 'a.xml': `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}` },
    ['--as', 'own=a.xml'],
    'nested more than 512 deep',
  ],
  [
    'XML that defines entities',
    { 'a.xml': '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>\n<a>&d;</a>' },
    ['--as', 'own=a.xml'],
    'document type declaration is not read',
  ],
  [
    'XML that fetches entities',
    { 'a.xml': '<!DOCTYPE a SYSTEM "file:///etc/passwd">\n<a/>' },
    ['--as', 'own=a.xml'],
    'document type declaration is not read',
  ],
  [
    'JSON in Latin-1',
    { 'a.json': Buffer.from(`${bom}"\xff"}`, 'latin1') },
    [],
    'a.json: it is not valid UTF-8',
  ],
  [
    'a Dockerfile in UTF-16',
    { 'b.Dockerfile': Buffer.from('\ufeffFROM a\0b\n', 'utf16le') },
    [],
    'b.Dockerfile',
  ],
  [
    'an archive that is none',
    { 'a.tar': new Uint8Array(3000).fill(7) },
    ['--as', 'image=a.tar'],
    'a.tar',
  ],
  [
    'an archive that leads out',
    { 'a.tar': imageOf(tar([{ path: '../../etc/cron.d/x', content: 'x' }])) },
    [],
    'a path in it leads out of the image',
  ],
] as const) {
  hostile(name, async () => {
    const { code, all } = await judged(files, ...words);
    assert.ok(code === 4 || code === 1, all.slice(0, 2000));
    assert.ok(all.includes('incomplete'), all.slice(0, 2000));
    assert.ok(all.includes(wanted), all.slice(0, 2000));
  });
}

/** An archive as `docker save` makes it, with one layer. */
function imageOf(layer: Uint8Array): Uint8Array {
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: { User: '1' },
    rootfs: { type: 'layers', diff_ids: ['sha256:1'] },
  };
  return tar([
    {
      path: 'manifest.json',
      content: '[{"Config":"c.json","RepoTags":["a:1"],"Layers":["l.tar"]}]',
    },
    { path: 'c.json', content: JSON.stringify(config) },
    { path: 'l.tar', content: layer },
  ]);
}

hostile('links that lead out of the tree are not followed', async () => {
  const outside = folderOf({
    'secret.json': '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[]}',
  });
  const folder = folderOf({ Dockerfile: GOOD });
  symlinkSync(join(outside, 'secret.json'), join(folder, 'sbom.json'));
  symlinkSync(outside, join(folder, 'linked'));
  symlinkSync('/etc', join(folder, 'etc'));
  const { stdout } = await runPolicy(['input', '.', '--subjects'], folder);
  assert.not.match(stdout, 'CycloneDX');
  assert.not.match(stdout, 'etc/passwd');
  writeFileSync(
    join(folder, 'subject.yaml'),
    'version: 1\nname: a\ndocuments: [linked/secret.json]\n',
  );
  const declared = await runPolicy(['eval', '.'], folder);
  assert.is(declared.code, 2);
  assert.match(declared.stderr, 'no document is found at `linked/secret.json`');
});

hostile('cycles of includes, extensions and workflows end', async () => {
  const { code, all } = await judged({
    '.gitlab-ci.yml':
      'include: [a.yml]\n.x: {extends: .y}\n.y: {extends: .x}\njob: {extends: .x, script: [a], needs: [job]}\n',
    'a.yml': 'include: [.gitlab-ci.yml, a.yml]\n',
    '.github/workflows/a.yml':
      'on: push\njobs: {a: {uses: ./.github/workflows/a.yml, needs: b}, b: {uses: ./.github/workflows/a.yml, needs: a}}\n',
  });
  assert.ok([1, 4].includes(code), all);
});

hostile('names of files cannot drive the terminal', async () => {
  const { all } = await judged({ 'a\u001b[31m.Dockerfile': 'FROM\n' });
  assert.not.ok(
    all.includes('\u001b'),
    JSON.stringify(all.split('\n').filter((line) => line.includes('\u001b'))),
  );
});

hostile.run();
