import { createHash } from 'node:crypto';
import { positionAt } from '../diagnostics/source.js';
import type { Document } from '../model/document.js';
import type { Exception } from '../model/exception.js';
import type { Json } from '../model/json.js';
import type { Layer } from '../model/layer.js';
import { loadExceptions } from './load-exceptions.js';

/** The exceptions of some layers as rules see them; what is wrong with a record is told where exceptions decide. */
export function exceptionDocuments(layers: readonly Layer[]): Document[] {
  return layers.flatMap((layer) =>
    loadExceptions(layer.exceptionFiles, layer.name).value.map(exceptionDocument),
  );
}

/** An exception as a document, so that an org's rules can judge exceptions as they judge anything else. */
export function exceptionDocument({ record, layer, origin }: Exception): Document {
  const { source, start, end } = origin.span;
  const uri = source.path;
  const fileDigest = `sha256:${createHash('sha256').update(source.text).digest('hex')}`;
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  const loc: Json = {
    uri,
    line: from.line,
    col: from.column,
    endLine: to.line,
    endCol: to.column,
  };
  return {
    kind: 'exception',
    uri,
    fileDigest,
    value: {
      kind: 'exception',
      uri,
      format: 'exception',
      fileDigest,
      problems: [],
      loc,
      layer,
      record,
    },
    source,
    complete: true,
    diagnostics: [],
  };
}
