import type { PointerLocation } from '../../model/location.js';
import { arrayOf, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import type { VexStatus } from '../sbom/types.js';
import { productOf } from './product.js';
import type { VexFacts, VexProduct, VexStatement } from './types.js';

/** CSAF's groups of products by what a vulnerability does to them. */
const GROUPS: readonly (readonly [string, VexStatus])[] = [
  ['known_not_affected', 'not_affected'],
  ['fixed', 'fixed'],
  ['first_fixed', 'fixed'],
  ['known_affected', 'affected'],
  ['first_affected', 'affected'],
  ['last_affected', 'affected'],
  ['under_investigation', 'under_investigation'],
];

/** Reads CSAF 2, of whose documents VEX is one profile. */
export function readCsaf(value: JsonObject, uri: string): VexFacts {
  const document = objectOf(value['document']);
  const tracking = objectOf(document['tracking']);
  const timestamp = textOf(tracking['current_release_date']) ?? null;
  const products = productsIn(objectOf(value['product_tree']));
  return {
    document: {
      id: textOf(tracking['id']) ?? null,
      author: textOf(objectOf(document['publisher'])['name']) ?? null,
      version: textOf(tracking['version']) ?? null,
      timestamp,
    },
    statements: arrayOf(value['vulnerabilities']).flatMap((vulnerability, index) =>
      statementsOf(objectOf(vulnerability), products, timestamp, {
        uri,
        ptr: `/vulnerabilities/${index}`,
      }),
    ),
  };
}

function statementsOf(
  vulnerability: JsonObject,
  products: ReadonlyMap<string, VexProduct>,
  timestamp: string | null,
  { uri, ptr }: PointerLocation,
): VexStatement[] {
  const ids = arrayOf(vulnerability['ids']).flatMap((one) => textOf(objectOf(one)['text']) ?? []);
  const cve = textOf(vulnerability['cve']);
  const status = objectOf(vulnerability['product_status']);
  return GROUPS.flatMap(([group, word]) =>
    textsOf(status[group]).map((product, index): VexStatement => {
      const about = (key: string) =>
        arrayOf(vulnerability[key])
          .map(objectOf)
          .find((one) => textsOf(one['product_ids']).includes(product));
      return {
        id: cve ?? ids[0] ?? '',
        aliases: cve === undefined ? ids.slice(1) : ids,
        status: word,
        state: group,
        justification: textOf(about('flags')?.['label']) ?? null,
        statement: textOf((about('threats') ?? about('remediations'))?.['details']) ?? null,
        timestamp,
        products: [products.get(product) ?? productOf(product, undefined, [], [])],
        loc: { uri, ptr: `${ptr}/product_status/${group}/${index}` },
      };
    }),
  );
}

/** Branches within branches are followed up to this depth. */
const DEEPEST = 64;

/** Every product by its id: those of branches, and those that are parts of others. */
function productsIn(tree: JsonObject): ReadonlyMap<string, VexProduct> {
  const found = new Map<string, VexProduct>();
  const add = (value: unknown) => {
    const product = objectOf(value);
    const id = textOf(product['product_id']);
    if (id !== undefined) found.set(id, identified(id, product));
  };
  const walk = (branches: unknown, depth: number) => {
    if (depth > DEEPEST) return;
    for (const branch of arrayOf(branches).map(objectOf)) {
      add(branch['product']);
      walk(branch['branches'], depth + 1);
    }
  };
  walk(tree['branches'], 0);
  for (const product of arrayOf(tree['full_product_names'])) add(product);
  for (const relationship of arrayOf(tree['relationships']).map(objectOf)) {
    const id = textOf(objectOf(relationship['full_product_name'])['product_id']);
    const part = found.get(textOf(relationship['product_reference']) ?? '');
    const whole = found.get(textOf(relationship['relates_to_product_reference']) ?? '');
    if (id === undefined || part === undefined || whole === undefined) continue;
    const { purl } = part;
    found.set(id, { ...whole, subcomponents: [{ id: part.id, purl }] });
  }
  return found;
}

function identified(id: string, product: JsonObject): VexProduct {
  const helper = objectOf(product['product_identification_helper']);
  const purl = textOf(helper['purl']) ?? textsOf(helper['purls'])[0];
  const digests = arrayOf(helper['hashes']).flatMap((hash) =>
    arrayOf(objectOf(hash)['file_hashes']).flatMap((one) => {
      const { algorithm, value } = objectOf(one);
      return algorithm === 'sha256' && textOf(value) !== undefined ? [`sha256:${value}`] : [];
    }),
  );
  return productOf(id, purl, digests, []);
}
