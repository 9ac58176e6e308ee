import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, Problem } from '../../model/document.js';
import type { Json } from '../../model/json.js';
import type { ResolvedLocation } from '../../model/location.js';
import type { OwnFormat, OwnKind } from '../../model/own-kind.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { decodeFile, makeDocument } from '../make-document.js';
import { locateInDocuments, locateNode } from '../yaml/locate-node.js';
import { jsonOf } from '../yaml/node.js';
import { readYaml } from '../yaml/read-yaml.js';
import { readIni, readProperties } from './read-ini.js';
import type { ReadNodes } from './read-nodes.js';
import { readToml } from './read-toml.js';
import { readXmlNodes } from './read-xml-nodes.js';
import { schemaProblems } from './schema-problems.js';

/**
 * Reads a file as a document of a kind of the user's own: `value` holds what it says. Of several documents in one file `value` is a list,
 * and pointers begin with their numbers. Each schema of the kind must hold for the value.
 */
export function parseGeneric(kind: OwnKind, { uri, bytes }: InputFile): Document {
  const { source, problems } = decodeFile(uri, bytes);
  const loc = { uri, ptr: '' };
  const format = kind.format ?? formatOf(uri, source.text);
  const read = READERS[format](source);
  const faults =
    read.problems.length > 0 || problems.length > 0
      ? []
      : schemaProblems(kind, read.value, source, read.locate);
  return makeDocument({
    kind: kind.name,
    format: read.isOne ? format : `${format}-documents`,
    bytes,
    source,
    problems: [...problems, ...read.problems, ...faults],
    facts: { loc, value: read.value },
    locate: read.locate,
  });
}

interface Read {
  readonly value: Json;
  readonly isOne: boolean;
  readonly problems: readonly Problem[];
  readonly locate: (pointer: string) => ResolvedLocation | undefined;
}

const READERS: { readonly [format in OwnFormat]: (source: Source) => Read } = {
  json: readJsonValues,
  yaml: (source) => fromNodes(readYaml(source)),
  toml: (source) => fromNodes(readToml(source)),
  xml: (source) => fromNodes(readXmlNodes(source)),
  ini: (source) => fromNodes(readIni(source)),
  properties: (source) => fromNodes(readProperties(source)),
};

const EXTENSIONS: readonly (readonly [RegExp, OwnFormat])[] = [
  [/\.(jsonl?|ndjson)$/i, 'json'],
  [/\.ya?ml$/i, 'yaml'],
  [/\.toml$/i, 'toml'],
  [/\.(xml|pom|csproj|xsd|svg)$/i, 'xml'],
  [/\.(ini|cfg|conf)$/i, 'ini'],
  [/\.properties$/i, 'properties'],
];

/** By the name, else by how it begins; what begins like nothing else is YAML. */
function formatOf(uri: string, text: string): OwnFormat {
  const known = EXTENSIONS.find(([pattern]) => pattern.test(uri));
  if (known) return known[1];
  const [first] = /\S/.exec(text) ?? [];
  return first === '{' || first === '[' ? 'json' : first === '<' ? 'xml' : 'yaml';
}

function readJsonValues(source: Source): Read {
  const { values, problems } = readJson(source);
  const isOne = values.length <= 1;
  return {
    value: isOne ? (values[0]?.value ?? null) : values.map(({ value }) => value),
    isOne,
    problems,
    locate: (pointer) => {
      if (isOne || pointer === '') return locatePointer(source, pointer);
      const [, number, rest] = /^\/(\d+)(.*)$/s.exec(pointer) ?? [];
      const found = values[Number(number)];
      return found && locatePointer(source, rest ?? '', found.start);
    },
  };
}

function fromNodes({ documents, problems }: ReadNodes): Read {
  const isOne = documents.length <= 1;
  return {
    value: isOne ? jsonOf(documents[0]) : documents.map(jsonOf),
    isOne,
    problems,
    locate: (pointer) => {
      const [root] = documents;
      return isOne ? root && locateNode(root, pointer) : locateInDocuments(documents, pointer);
    },
  };
}
