import { arrayOf, isObject, type JsonObject, mapOf, objectOf, textOf } from '../json/fields.js';
import { readProvenance } from './provenance.js';
import type { AttestationFacts, Statement } from './types.js';

export type StatementFacts = Pick<AttestationFacts, 'statement' | 'slsa' | 'predicate'>;

/** Subjects beyond this number are not read. */
const MOST_SUBJECTS = 10_000;

/**
 * Reads an in-toto statement, v0.1 or v1.
 *
 * @param place pointers into the file: below the statement, or always the payload that carries it
 */
export function readStatement(
  value: JsonObject,
  place: (ptr: string) => string,
  uri: string,
): StatementFacts {
  const predicate = value['predicate'] ?? null;
  const predicateType = textOf(value['predicateType']) ?? '';
  const statement: Statement = {
    type: textOf(value['_type']) ?? '',
    predicateType,
    subjects: arrayOf(value['subject'])
      .slice(0, MOST_SUBJECTS)
      .map((subject, at) => ({
        name: textOf(objectOf(subject)['name']) ?? textOf(objectOf(subject)['uri']) ?? null,
        digest: digestsOf(objectOf(subject)['digest']),
        loc: { uri, ptr: place(`/subject/${at}`) },
      })),
  };
  return { statement, slsa: readProvenance(predicateType, predicate), predicate };
}

/** What is wrong with a statement; undefined where it is whole. */
export function faultOfStatement(value: unknown): string | undefined {
  if (!isObject(value)) return 'it is no object';
  const type = textOf(value['_type']) ?? '';
  if (!type.startsWith('https://in-toto.io/Statement/'))
    return 'its `_type` is not that of in-toto';
  if (!Array.isArray(value['subject']) || value['subject'].length === 0) return 'it has no subject';
  const isBare = value['subject'].some(
    (subject) => Object.keys(digestsOf(objectOf(subject)['digest'])).length === 0,
  );
  if (isBare) return 'one of its subjects has no digest';
  if (value['subject'].length > MOST_SUBJECTS) return `it has more than ${MOST_SUBJECTS} subjects`;
  return textOf(value['predicateType']) === undefined ? 'it has no `predicateType`' : undefined;
}

/** Digests by algorithm, in lower case: what compares them compares text. */
export function digestsOf(value: unknown): { readonly [algorithm: string]: string } {
  const pairs = Object.entries(mapOf(value)).filter(([, text]) => text !== '');
  return Object.fromEntries(
    pairs.map(([algorithm, text]) => [
      algorithm,
      /^[0-9A-F]+$/i.test(text) ? text.toLowerCase() : text,
    ]),
  );
}
