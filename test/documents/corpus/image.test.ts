import { dirname } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Document } from '../../../src/model/document.js';
import { filesOf, jsonOf, read, textOf } from './corpus.js';

const images = suite('images of the corpus');

const layersOf = ({ value }: Document) => (value['layers'] as readonly unknown[]).length;

/** Layers of an image by the raw file that lists them; undefined where it stands in no file of its own. */
function countLayers(file: string, { value }: Document): number | undefined {
  if (value.format === 'oci-layout') {
    const [algorithm, hex] = String(value['digest']).split(':');
    return jsonOf(`${dirname(file)}/blobs/${algorithm}/${hex}`)?.layers?.length;
  }
  const raw = jsonOf(file);
  if (value.format === 'oci-manifest') return raw.layers.length;
  return value.format === 'oci-config' ? raw.rootfs.diff_ids.length : undefined;
}

images('keep every layer', () => {
  const wrong: string[] = [];
  const compared = new Map<string, number>();
  for (const { file } of filesOf('image')) {
    for (const document of read(file).documents.filter(({ kind }) => kind === 'image')) {
      const counted = countLayers(file, document);
      if (counted === undefined) continue;
      const { format } = document.value;
      compared.set(format, (compared.get(format) ?? 0) + 1);
      if (layersOf(document) !== counted) {
        wrong.push(`${file}: ${layersOf(document)} of ${counted}`);
      }
    }
  }
  assert.equal(wrong, []);
  assert.equal([...compared.keys()].sort(), ['oci-config', 'oci-layout', 'oci-manifest']);
});

images('keep every step of their history', () => {
  const wrong = filesOf('image').filter(({ file }) => {
    const [document] = read(file).documents;
    if (document?.value.format !== 'oci-config') return false;
    const history = (document.value['history'] as readonly unknown[]).length;
    return history !== (jsonOf(file).history ?? []).length;
  });
  assert.equal(wrong, []);
});

images.run();

const attestations = suite('bundles of the corpus');

attestations('are never taken for verified without a key or a trusted root', () => {
  const claimed = filesOf('attest').filter(({ file }) => {
    const { documents } = read(file);
    return documents.some(({ value }) => value['verified'] === true);
  });
  assert.equal(claimed, []);
});

/** Subjects of the statements in a file: bare, in a DSSE envelope, in a bundle, in npm's list of bundles, or one of several on lines. */
function countSubjects(text: string): number {
  const values = text.trim().startsWith('{') ? valuesIn(text) : [];
  const parts = values.flatMap((value) =>
    (value.attestations ?? [{ bundle: value }]).map(({ bundle }: { bundle: object }) => bundle),
  );
  return parts.reduce((sum: number, value) => {
    const payload = value.dsseEnvelope?.payload ?? value.payload;
    const statement =
      payload === undefined ? value : JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
    return sum + (statement.subject ?? []).length;
  }, 0);
}

// biome-ignore lint/suspicious/noExplicitAny: raw files have any shape
function valuesIn(text: string): any[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
  }
}

attestations('keep every subject of their statements', () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const { file, expected } of filesOf('attest')) {
    // What must fail may be broken in any way.
    if (expected === 'fail') continue;
    const documents = read(file).documents.filter(({ kind }) => kind === 'attestation');
    if (documents.length === 0) continue;
    const found = documents.reduce((sum, { value }) => {
      const { subjects = [] } = (value['statement'] ?? {}) as { subjects?: readonly unknown[] };
      return sum + subjects.length;
    }, 0);
    compared += 1;
    const counted = countSubjects(textOf(file));
    if (found !== counted) wrong.push(`${file}: ${found} of ${counted}`);
  }
  assert.equal(wrong, []);
  assert.ok(compared > 0);
});

attestations.run();
