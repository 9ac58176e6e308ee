/** The constraints of SPDX 2.2 and 2.3 that matter to what rules see, from their published schemas and texts. */
import { isObject, type JsonObject } from '../json/fields.js';
import { type Check, fault, filled, listOf, oneOf, record, shaped, text } from './check-values.js';
import { type Faults, quoted } from './faults.js';

/** Reports what breaks the specification; nothing is refused for it. */
export function checkSpdx(document: JsonObject, faults: Faults): void {
  const version = document['spdxVersion'];
  const minor = typeof version === 'string' ? /^SPDX-2\.(\d)$/.exec(version)?.[1] : undefined;
  if (minor === undefined || Number(minor) > 3) {
    const given = typeof version === 'string' ? quoted(version) : 'none';
    faults.add(
      'schema',
      '/spdxVersion',
      `a version from SPDX-2.0 to 2.3 is expected, not ${given}`,
    );
  }
  root(document, { faults, minor: Number(minor ?? 3), path: [] });
}

const id = shaped(
  /^SPDXRef-[A-Za-z0-9.-]+$/,
  'identifier: `SPDXRef-` and letters, digits, `.`, `-`',
);

const reference = shaped(
  /^((DocumentRef-[A-Za-z0-9.+-]+:)?SPDXRef-[A-Za-z0-9.-]+|NONE|NOASSERTION)$/,
  'reference to an element',
);

const date = shaped(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'date such as `2026-01-31T12:00:00Z`');

const LENGTHS: { readonly [algorithm: string]: number } = {
  MD5: 32,
  SHA1: 40,
  SHA224: 56,
  SHA256: 64,
  SHA384: 96,
  SHA512: 128,
};

const checksum = record(
  {
    algorithm: oneOf('algorithm of checksums', [
      ...Object.keys(LENGTHS),
      'MD2',
      'MD4',
      'MD6',
      'SHA3-256',
      'SHA3-384',
      'SHA3-512',
      'BLAKE2b-256',
      'BLAKE2b-384',
      'BLAKE2b-512',
      'BLAKE3',
      'ADLER32',
    ]),
    checksumValue: shaped(/^[0-9a-fA-F]+$/, 'checksum in hexadecimal digits'),
  },
  ['algorithm', 'checksumValue'],
  (value, context) => {
    const { algorithm, checksumValue } = value;
    const length = typeof algorithm === 'string' ? LENGTHS[algorithm] : undefined;
    if (length === undefined || typeof checksumValue !== 'string') return;
    if (checksumValue.length !== length) {
      const message = `a checksum of ${algorithm} has ${length} digits, not ${checksumValue.length}`;
      fault(context, message, 'checksumValue');
    }
  },
);

const external = record(
  {
    referenceCategory: oneOf('category of references', [
      'OTHER',
      'SECURITY',
      'PERSISTENT-ID',
      'PERSISTENT_ID',
      'PACKAGE-MANAGER',
      'PACKAGE_MANAGER',
    ]),
    referenceType: text,
    referenceLocator: filled,
  },
  ['referenceCategory', 'referenceType', 'referenceLocator'],
);

const spdxPackage = record(
  {
    SPDXID: id,
    name: filled,
    versionInfo: text,
    downloadLocation: text,
    licenseDeclared: text,
    licenseConcluded: text,
    supplier: text,
    checksums: listOf(checksum),
    externalRefs: listOf(external),
  },
  ['SPDXID', 'name', 'downloadLocation'],
  (value, context) => {
    if (context.minor >= 3) return;
    for (const name of ['licenseConcluded', 'licenseDeclared', 'copyrightText']) {
      if (value[name] === undefined) {
        fault(context, `\`${name}\` is missing, which only 2.3 allows`);
      }
    }
  },
);

const file = record(
  { SPDXID: id, fileName: filled, checksums: listOf(checksum), licenseConcluded: text },
  ['SPDXID', 'fileName', 'checksums'],
);

const relationship = record(
  {
    spdxElementId: reference,
    relatedSpdxElement: reference,
    relationshipType: shaped(/^[A-Z]+(_[A-Z]+)*$/, 'type of relationships'),
  },
  ['spdxElementId', 'relatedSpdxElement', 'relationshipType'],
);

const creatorList = listOf(
  shaped(/^(Person|Organization|Tool): ?\S/, 'creator: `Person:`, `Organization:` or `Tool:`'),
);

const creators: Check = (value, context) => {
  creatorList(value, context);
  if (Array.isArray(value) && value.length === 0) fault(context, 'nobody is named');
};

const root = record(
  {
    SPDXID: shaped(
      /^SPDXRef-DOCUMENT$/,
      'identifier of a document: `SPDXRef-DOCUMENT` is expected',
    ),
    name: filled,
    dataLicense: text,
    documentNamespace: filled,
    creationInfo: record({ created: date, creators }, ['created', 'creators']),
    packages: listOf(spdxPackage),
    files: listOf(file),
    relationships: listOf(relationship),
    documentDescribes: listOf(reference),
    hasExtractedLicensingInfos: listOf(
      record({ licenseId: filled, extractedText: text }, ['licenseId', 'extractedText']),
    ),
  },
  ['SPDXID', 'name', 'dataLicense', 'creationInfo'],
  (value, context) => {
    // 2.2 only knows it by a relationship; files of both lack it in the wild.
    const has = value['documentNamespace'] !== undefined;
    if (!has && !isObject(value['externalDocumentRefs'])) {
      fault(context, '`documentNamespace` is missing');
    }
  },
);
