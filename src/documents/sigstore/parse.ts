/** Files with signatures and attestations: one document for each thing in them. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import type { Document, InputFile, ParseContext, Problem } from '../../model/document.js';
import { decode, digestBytes } from '../decode.js';
import { documentProblem, notText, signedProblem } from '../errors.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import type { ReadItem } from './content.js';
import { isSignature, itemsOf, MOST_ITEMS, type SignedItem } from './forms.js';
import { emptyAttestation, readAttestation } from './read-attestation.js';
import { emptySignature, readSignature } from './read-signature.js';

type SignedKind = 'signature' | 'attestation';

/** Reads a file that was taken for one of the two kinds; what it holds may be of both. */
export function parseSigned(
  kind: SignedKind,
  { uri, bytes }: InputFile,
  context: Partial<ParseContext>,
): readonly Document[] {
  const decoded = decode(bytes);
  const text = decoded.binary ? '' : decoded.text;
  const source: Source = { path: uri, text };
  const { values, problems } = decoded.binary ? { values: [], problems: [] } : readJson(source);
  // A pointer into JSON lines begins with the number of the line.
  const isLines = values.length > 1;
  const items = values
    .slice(0, MOST_ITEMS)
    .flatMap(({ value }, at) => itemsOf(value, isLines ? `/${at}` : ''));
  const trouble: Problem[] = [...problems];
  const diagnostics: Diagnostic[] = problems.map(({ message, loc }) =>
    'line' in loc ? documentProblem(source, loc, message) : signedProblem(kind, uri, message),
  );
  const fault = (code: string, message: string) => {
    trouble.push({ code, message, loc: { uri, ptr: '' } });
    diagnostics.push(signedProblem(kind, uri, message));
  };
  if (decoded.binary) {
    const reason = decoded.trouble ?? 'it is not a text';
    trouble.push({ code: 'not-text', message: reason, loc: { uri, ptr: '' } });
    diagnostics.push(notText(uri, reason));
  } else if (items.length === 0 && problems.length === 0) {
    fault('format', 'it holds no signature and no statement that is known');
  }
  if (values.length > MOST_ITEMS) fault('too-many', `only the first ${MOST_ITEMS} lines were read`);
  const locate = (pointer: string) => {
    if (!isLines || pointer === '') return locatePointer(source, pointer);
    const [, line = '', rest = ''] = /^\/(\d+)(.*)$/s.exec(pointer) ?? [];
    const start = values[Number(line)]?.start;
    return start === undefined ? undefined : locatePointer(source, rest, start);
  };
  const read = items.flatMap((item) => readItem(item, uri, context));
  const fileDigest = digestBytes(bytes);
  const all = read.length > 0 ? read : [{ kind, ptr: '', ...EMPTY[kind] }];
  return all.map(({ kind: own, ptr, facts, format, faults }, at): Document => {
    // Trouble of the file as a whole is said once.
    const whole = at === 0;
    const problemsOfItem = faults.map(
      ({ code, message, ptr: place }): Problem => ({ code, message, loc: { uri, ptr: place } }),
    );
    return {
      kind: own,
      uri,
      fileDigest,
      source,
      locate,
      complete: faults.length === 0 && (!whole || trouble.length === 0),
      diagnostics: [
        ...(whole ? diagnostics : []),
        ...faults.map(({ message, ptr: place }) => placed(own, source, locate(place), message)),
      ],
      value: {
        kind: own,
        uri,
        format,
        fileDigest,
        problems: [...(whole ? trouble : []), ...problemsOfItem],
        loc: { uri, ptr },
        ...facts,
      },
    };
  });
}

const EMPTY = { signature: emptySignature, attestation: emptyAttestation };

function readItem(
  item: SignedItem,
  uri: string,
  context: Partial<ParseContext>,
): readonly (ReadItem & { readonly kind: SignedKind; readonly ptr: string })[] {
  const { ptr } = item;
  if (isSignature(item)) {
    const found = readSignature(item, uri, context);
    return found.map((one) => ({ kind: 'signature', ptr, ...one }));
  }
  return [{ kind: 'attestation', ptr, ...readAttestation(item, uri, context) }];
}

function placed(
  kind: SignedKind,
  source: Source,
  at: ReturnType<NonNullable<Document['locate']>>,
  message: string,
): Diagnostic {
  if (at?.line === undefined || at.column === undefined) {
    return signedProblem(kind, source.path, message);
  }
  const { line, column: col, endLine = line, endColumn: endCol = col } = at;
  return documentProblem(source, { uri: source.path, line, col, endLine, endCol }, message);
}
