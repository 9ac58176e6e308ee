import { arcsOf, childrenOf, type Der, stringOfDer } from './der.js';

/** Attributes that Go gives a field, by the last arc of `2.5.4.x`. */
const FIELDS: Readonly<Record<number, string>> = {
  3: 'CommonName',
  5: 'SerialNumber',
  6: 'Country',
  7: 'Locality',
  8: 'Province',
  9: 'StreetAddress',
  10: 'Organization',
  11: 'OrganizationalUnit',
  17: 'PostalCode',
};

/** A name as Go's `pkix.Name` is written as JSON: fields that may repeat are lists, or null. */
export function nameOf(name: Der | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {
    Country: null,
    Organization: null,
    OrganizationalUnit: null,
    Locality: null,
    Province: null,
    StreetAddress: null,
    PostalCode: null,
    SerialNumber: '',
    CommonName: '',
    ExtraNames: null,
  };
  const names: unknown[] = [];
  for (const attribute of childrenOf(name).flatMap(childrenOf)) {
    const [type, value] = childrenOf(attribute);
    const arcs = arcsOf(type);
    const text = stringOfDer(value);
    names.push({ Type: arcs, Value: text });
    const field = /^2,5,4,\d+$/.test(arcs.join()) ? FIELDS[arcs[3] ?? 0] : undefined;
    if (field === undefined) continue;
    const before = fields[field];
    if (typeof before === 'string') fields[field] = text;
    else fields[field] = [...((before as string[] | null) ?? []), text];
  }
  return { ...fields, Names: names.length === 0 ? null : names };
}
