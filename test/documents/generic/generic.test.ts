import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import { memoryTree } from '../../helpers/memory-tree.js';

function read(uri: string, text: string) {
  const { value, diagnostics } = parseDocuments(memoryTree({ [uri]: text }), [uri], {
    as: 'helm-values',
    named: new Set([uri]),
  });
  const [document] = value;
  return { document, messages: diagnostics.map(({ message }) => message) };
}

const generic = suite('a document of a kind of its own');

generic('holds what the file says, with places', () => {
  const yaml = read('v.yaml', 'a:\n  b: [1, 2]\n');
  assert.equal(yaml.document?.value['value'], { a: { b: [1, 2] } });
  assert.is(yaml.document?.kind, 'helm-values');
  assert.is(yaml.document?.locate?.('/a/b')?.line, 2);
  const json = read('v.json', '{\n"a": 1}');
  assert.equal([json.document?.value['value'], json.document?.locate?.('/a')?.line], [{ a: 1 }, 2]);
  const several = read('v.yaml', 'a: 1\n---\nb: 2\n');
  assert.equal(several.document?.value['value'], [{ a: 1 }, { b: 2 }]);
  assert.is(several.document?.locate?.('/1/b')?.line, 3);
});

generic('that cannot be read is reported', () => {
  assert.is(read('v.json', '{').document?.complete, false);
  assert.is(read('v.yaml', 'a: "b\n').document?.complete, false);
  assert.equal(read('v.toml', 'a = 1\n').messages, [
    'of files of other kinds only JSON and YAML are read',
  ]);
});

generic.run();
