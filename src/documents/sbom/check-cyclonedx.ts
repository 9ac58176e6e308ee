/**
 * The constraints of CycloneDX that matter to what rules see, from its published schemas for 1.1 to 1.7. The schemas themselves are not
 * shipped: they weigh more than the rest of the program, and would be compiled anew in every run.
 */
import { isObject, type JsonObject } from '../json/fields.js';
import {
  type Check,
  type CheckContext,
  closed,
  fault,
  filled,
  flag,
  lazily,
  listOf,
  oneOf,
  record,
  shaped,
  text,
} from './check-values.js';
import { vulnerability } from './check-vulnerability.js';
import { only } from './cyclonedx-fields.js';
import { type Faults, quoted } from './faults.js';
import { knownLicence } from './licence.js';

/** Reports what breaks the specification; nothing is refused for it. */
export function checkCycloneDx(bom: JsonObject, faults: Faults): void {
  const version = bom['specVersion'];
  const minor = typeof version === 'string' ? /^1\.(\d)$/.exec(version)?.[1] : undefined;
  if (bom['bomFormat'] !== 'CycloneDX') faults.add('schema', '/bomFormat', 'it is not `CycloneDX`');
  if (minor === undefined || Number(minor) > 7) {
    const given = typeof version === 'string' ? quoted(version) : 'none';
    faults.add('schema', '/specVersion', `a version from 1.0 to 1.7 is expected, not ${given}`);
    return;
  }
  // Its defects were part of 1.0.
  if (minor !== '0') document(bom, { faults, minor: Number(minor), path: [] });
}

const component: Check = lazily(() => componentRecord);
const service: Check = lazily(() => serviceRecord);

const timestamp = shaped(/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d/, 'date with a time');

const hash = only(
  'hash',
  record(
    {
      alg: oneOf(
        'algorithm of hashes',
        ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-512'],
        {
          'SHA3-384': 2,
          'BLAKE2b-256': 2,
          'BLAKE2b-384': 2,
          'BLAKE2b-512': 2,
          BLAKE3: 2,
          'Streebog-256': 7,
          'Streebog-512': 7,
        },
      ),
      content: shaped(
        /^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$/,
        'hash: 32, 40, 64, 96 or 128 hexadecimal digits are expected',
      ),
    },
    ['alg', 'content'],
  ),
);

const attachment = record({ encoding: oneOf('encoding', ['base64']), content: text }, ['content']);

const licence = only(
  'licence',
  record({ id: text, name: text, text: attachment }, [], (value, context) => {
    const { id, name } = value;
    if (id === undefined && name === undefined) {
      fault(context, 'a licence has an `id` or a `name`');
    } else if (id !== undefined && name !== undefined) {
      fault(context, 'a licence has an `id` or a `name`, not both');
    }
    if (typeof id === 'string' && !isListed(id)) {
      fault(context, `${quoted(id)} is no id of SPDX' list of licences`, 'id');
    }
  }),
);

/** The list of the schema also holds ids with a plus, and exceptions. */
function isListed(id: string): boolean {
  const plain = id.replace(/\+$/, '');
  return knownLicence(id) === id || knownLicence(plain) === plain || /exception/i.test(id);
}

const licenceList = listOf(record({ license: licence, expression: text }));

const licences: Check = (value, context) => {
  licenceList(value, context);
  if (!Array.isArray(value)) return;
  let expressions = 0;
  for (const [index, entry] of value.entries()) {
    if (!isObject(entry)) continue;
    if (entry['expression'] !== undefined) expressions += 1;
    else if (entry['license'] === undefined) {
      fault(context, 'a `license` or an `expression` is expected', index);
    }
  }
  if (context.minor < 7 && expressions > 0 && value.length > 1) {
    fault(context, 'an expression stands alone before 1.7, without other licences');
  }
};

const reference = only(
  'reference',
  record({ type: text, url: text, hashes: listOf(hash) }, ['type', 'url']),
);

const organisation: Check = record({ name: text, 'bom-ref': filled });

const issue = record({ type: oneOf('type of issues', ['defect', 'enhancement', 'security']) }, [
  'type',
]);

const patch = record(
  {
    type: oneOf('type of patches', ['unofficial', 'monkey', 'backport', 'cherry-pick']),
    resolves: listOf(issue),
  },
  ['type'],
);

const property = record({ name: text, value: text });

const componentRecord = only(
  'component',
  record(
    {
      type: oneOf(
        'type of components',
        ['application', 'framework', 'library', 'operating-system', 'device'],
        {
          container: 1,
          file: 1,
          firmware: 1,
          platform: 5,
          'device-driver': 5,
          'machine-learning-model': 5,
          data: 5,
          'cryptographic-asset': 6,
        },
      ),
      name: text,
      version: text,
      group: text,
      'bom-ref': filled,
      scope: oneOf('scope', ['required', 'optional', 'excluded']),
      purl: text,
      cpe: text,
      supplier: organisation,
      hashes: listOf(hash),
      licenses: licences,
      properties: listOf(property),
      externalReferences: listOf(reference),
      components: listOf(component),
      swid: record({ tagId: text, name: text, text: attachment }, ['tagId', 'name']),
      pedigree: only(
        'pedigree',
        record({
          ancestors: listOf(component),
          descendants: listOf(component),
          variants: listOf(component),
          patches: listOf(patch),
        }),
      ),
      evidence: record({ licenses: licences }),
      isExternal: flag,
      versionRange: text,
    },
    ['type', 'name'],
    (value, context) => {
      if (context.minor < 4 && value['version'] === undefined) {
        fault(context, '`version` is missing, which only 1.4 allows');
      }
      if (value['versionRange'] === undefined) return;
      if (value['version'] !== undefined) {
        fault(context, 'a component has a `version` or a `versionRange`, not both');
      }
      if (value['isExternal'] !== true && value['isExternal'] !== 'true') {
        fault(context, 'only a component with `isExternal` has a `versionRange`');
      }
    },
  ),
);

const dataFlow = record(
  {
    flow: oneOf('direction of data', ['inbound', 'outbound', 'bi-directional', 'unknown']),
    classification: text,
  },
  ['flow', 'classification'],
);

const serviceRecord = only(
  'service',
  record(
    {
      name: text,
      'bom-ref': filled,
      provider: organisation,
      // Since 1.5 XML also knows more telling elements.
      data: listOf((value, context) => {
        if (!isObject(value) || !('dataflow' in value)) dataFlow(value, context);
      }),
      licenses: licences,
      externalReferences: listOf(reference),
      services: listOf(service),
    },
    ['name'],
  ),
);

const dependency = only(
  'dependency',
  record({ ref: filled, dependsOn: listOf(filled), provides: listOf(filled) }, ['ref']),
);

const citation = record(
  { timestamp, attributedTo: text, process: text },
  ['timestamp'],
  (value: JsonObject, context: CheckContext) => {
    if (value['pointers'] !== undefined && value['expressions'] !== undefined) {
      fault(context, 'a citation has `pointers` or `expressions`, not both');
    }
    if (value['attributedTo'] === undefined && value['process'] === undefined) {
      fault(context, 'a citation says who is meant by `attributedTo` or `process`');
    }
  },
);

const toolList = listOf(only('tool', record({ name: text, version: text, hashes: listOf(hash) })));
const toolParts = closed(
  ['components', 'services'],
  5,
  record({ components: listOf(component), services: listOf(service) }),
);

const tools: Check = (value, context) => {
  if (Array.isArray(value)) toolList(value, context);
  else if (context.minor < 5) fault(context, 'a list of tools is expected before 1.5');
  else toolParts(value, context);
};

const document = only(
  'document',
  record({
    serialNumber: shaped(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
      'serial number: `urn:uuid:` and a UUID are expected',
    ),
    version: (value, context) => {
      if (!Number.isInteger(value) || Number(value) < 1) {
        fault(context, 'the version is a number from 1');
      }
    },
    metadata: only(
      'metadata',
      record({
        timestamp,
        component,
        tools,
        authors: listOf(organisation),
        manufacture: organisation,
        manufacturer: organisation,
        supplier: organisation,
        licenses: licences,
        properties: listOf(property),
      }),
    ),
    components: listOf(component),
    services: listOf(service),
    externalReferences: listOf(reference),
    dependencies: listOf(dependency),
    vulnerabilities: listOf(vulnerability),
    citations: listOf(citation),
  }),
);
