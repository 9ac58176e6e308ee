import type { PointerLocation } from '../../model/location.js';
import { arrayOf, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import type { VexStatus } from '../sbom/types.js';
import { productOf } from './product.js';
import type { VexFacts, VexProduct, VexStatement } from './types.js';

const STATUSES = new Set<string>(['affected', 'not_affected', 'fixed', 'under_investigation']);

/** Reads OpenVEX, from its first draft on. */
export function readOpenVex(value: JsonObject, uri: string): VexFacts {
  const timestamp = textOf(value['last_updated']) ?? textOf(value['timestamp']) ?? null;
  const version = value['version'];
  return {
    document: {
      id: textOf(value['@id']) ?? null,
      author: textOf(value['author']) ?? null,
      version: version === undefined ? null : String(version),
      timestamp,
    },
    statements: arrayOf(value['statements']).map((statement, index) =>
      statementOf(objectOf(statement), timestamp, { uri, ptr: `/statements/${index}` }),
    ),
  };
}

function statementOf(
  value: JsonObject,
  timestamp: string | null,
  loc: PointerLocation,
): VexStatement {
  const { vulnerability } = value;
  // A mere text in the first draft.
  const named = objectOf(vulnerability);
  const id = textOf(vulnerability) ?? textOf(named['name']) ?? textOf(named['@id']) ?? '';
  const state = textOf(value['status']) ?? null;
  const common = arrayOf(value['subcomponents']);
  return {
    id,
    aliases: textsOf(named['aliases']),
    status: state !== null && STATUSES.has(state) ? (state as VexStatus) : null,
    state,
    justification: textOf(value['justification']) ?? null,
    statement:
      textOf(value['impact_statement']) ??
      textOf(value['action_statement']) ??
      textOf(value['status_notes']) ??
      null,
    timestamp: textOf(value['last_updated']) ?? textOf(value['timestamp']) ?? timestamp,
    products: arrayOf(value['products']).flatMap((one) => openVexProduct(one, common)),
    loc,
  };
}

function openVexProduct(value: unknown, common: readonly unknown[]): VexProduct[] {
  const { id, purl, digests } = identified(value);
  if (id === '') return [];
  const own = arrayOf(objectOf(value)['subcomponents']);
  return [productOf(id, purl, digests, [...own, ...common].map(identified))];
}

/** A product is a text in the first draft; later an object whose id may be a package URL itself. */
function identified(value: unknown): { id: string; purl: string | undefined; digests: string[] } {
  const fields = objectOf(value);
  const id = textOf(value) ?? textOf(fields['@id']) ?? '';
  const purl = textOf(objectOf(fields['identifiers'])['purl']);
  const hash = textOf(objectOf(fields['hashes'])['sha-256']);
  return {
    id: id === '' ? (purl ?? '') : id,
    purl,
    digests: hash === undefined ? [] : [`sha256:${hash}`],
  };
}
