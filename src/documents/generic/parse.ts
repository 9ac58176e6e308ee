import type { Document, InputFile, Problem } from '../../model/document.js';
import type { Json } from '../../model/json.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { decodeFile, makeDocument } from '../make-document.js';
import { locateNode } from '../yaml/locate-node.js';
import { jsonOf } from '../yaml/node.js';
import { readYaml } from '../yaml/read-yaml.js';

/**
 * Reads a file of JSON or YAML as a document of a kind of its own: `value` holds what it says. Of several documents in one file `value` is
 * a list, and pointers begin with their numbers.
 */
export function parseGeneric(kind: string, { uri, bytes }: InputFile): Document {
  const { source, problems } = decodeFile(uri, bytes);
  const loc = { uri, ptr: '' };
  if (/\.(toml|xml|ini|cfg|conf|properties)$/i.test(uri)) {
    const start = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
    const message = 'of files of other kinds only JSON and YAML are read';
    const unread = [...problems, { code: 'format', message, loc: start }];
    return makeDocument({
      kind,
      format: 'unknown',
      bytes,
      source,
      problems: unread,
      facts: { loc, value: null },
    });
  }
  if (/\.jsonl?$|\.json5?$/i.test(uri)) {
    const json = readJson(source);
    const isOne = json.values.length === 1;
    const value: Json = isOne
      ? (json.values[0]?.value ?? null)
      : json.values.map((one) => one.value);
    return makeDocument({
      kind,
      format: isOne ? 'json' : 'json-lines',
      bytes,
      source,
      problems: [...problems, ...json.problems],
      facts: { loc, value },
      locate: (pointer) => {
        if (isOne) return locatePointer(source, pointer);
        const [, number, rest] = /^\/(\d+)(.*)$/s.exec(pointer) ?? [];
        const found = json.values[Number(number)];
        return found && locatePointer(source, rest ?? '', found.start);
      },
    });
  }
  const { documents, problems: faults } = readYaml(source);
  const trouble: Problem[] = [...problems, ...faults];
  const isOne = documents.length === 1;
  return makeDocument({
    kind,
    format: isOne ? 'yaml' : 'yaml-documents',
    bytes,
    source,
    problems: trouble,
    facts: { loc, value: isOne ? jsonOf(documents[0]) : documents.map(jsonOf) },
    locate: (pointer) => {
      const [, number, rest] = isOne ? [] : (/^\/(\d+)(.*)$/s.exec(pointer) ?? []);
      const root = documents[isOne ? 0 : Number(number)];
      return root && locateNode(root, isOne ? pointer : (rest ?? ''));
    },
  });
}
