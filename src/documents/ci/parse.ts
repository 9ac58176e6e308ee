import type { Document, InputFile, ParseContext } from '../../model/document.js';
import { decodeFile, makeDocument } from '../make-document.js';
import type { YamlNode } from '../yaml/node.js';
import { readYaml } from '../yaml/read-yaml.js';
import { isGitlab } from './detect.js';
import { readPipeline } from './gitlab/read-pipeline.js';
import { readWorkflow } from './read-workflow.js';
import type { Reading } from './reading.js';

/** Reads a pipeline. What is wrong in it is a problem of the document; the rest of it is judged all the same. */
export function parse({ uri, bytes }: InputFile, { files }: ParseContext): Document {
  const decoded = decodeFile(uri, bytes);
  const { source } = decoded;
  const isOfGitlab = isGitlab(uri, source.text);
  const tags: ReadonlySet<string> = new Set(isOfGitlab ? ['!reference'] : []);
  const { documents, problems } = readYaml(source, tags);
  const found = documents.at(-1);
  const start = { uri, line: 1, col: 1, endLine: 1, endCol: 1 };
  const reading: Reading = {
    files,
    problems: [...decoded.problems, ...problems],
    includes: [],
    read: new Map([[uri, found]]),
    tags,
  };
  if (found?.kind !== 'map' && reading.problems.length === 0) {
    const what = isOfGitlab ? 'pipeline' : 'workflow';
    reading.problems.push({ code: 'format', message: `it is no ${what}`, loc: start });
  }
  const root: YamlNode =
    found?.kind === 'map'
      ? found
      : { kind: 'map', entries: new Map(), span: { source, start: 0, end: 0 }, size: 1 };
  const facts = isOfGitlab
    ? readPipeline(root, reading, uri)
    : readWorkflow(root, reading, /^(.*\/)?\.github\/workflows\//.exec(uri)?.[1] ?? '');
  return makeDocument({
    kind: 'ci',
    format: isOfGitlab ? 'gitlab-ci' : 'github-workflow',
    bytes,
    source,
    problems: reading.problems,
    facts: { loc: start, ...facts },
  });
}
