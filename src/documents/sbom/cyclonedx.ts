import { arrayOf, isObject, type JsonObject, objectOf, textOf } from '../json/fields.js';
import { checkCycloneDx } from './check-cyclonedx.js';
import { readComponent } from './cyclonedx-component.js';
import { readVulnerability } from './cyclonedx-vulnerability.js';
import { Faults, findCycles, quoted } from './faults.js';
import { digestsOf } from './hashes.js';
import type { Component, ReadSbom, Relationship, SbomDocument, Vulnerability } from './types.js';

/** Components within components are followed up to this depth. */
const DEEPEST = 256;

/** Reads a bill of materials in CycloneDX' JSON, or its XML in the same shape. */
export function readCycloneDx(bom: JsonObject, uri: string): ReadSbom {
  const faults = new Faults();
  checkCycloneDx(bom, faults);
  const metadata = objectOf(bom['metadata']);
  const reader = new Reader(uri, faults, textOf(metadata['timestamp']) ?? null);
  const main = metadata['component'];
  if (isObject(main)) reader.add(main, '/metadata/component', undefined, 0);
  const subject = reader.components[0];
  for (const [index, value] of arrayOf(bom['components']).entries()) {
    reader.add(value, `/components/${index}`, undefined, 0);
  }
  reader.vulnerabilitiesOf(bom, '', undefined);
  addDependencies(bom, uri, reader.relationships);
  findCycles(reader.relationships, faults);
  return {
    facts: {
      document: documentOf(bom, metadata, subject),
      components: reader.components,
      relationships: reader.relationships,
      vulnerabilities: reader.vulnerabilities,
      licenceRefs: {},
    },
    faults: faults.all(),
  };
}

class Reader {
  readonly components: Component[] = [];
  readonly relationships: Relationship[] = [];
  readonly vulnerabilities: Vulnerability[] = [];
  readonly #refs = new Set<string>();
  readonly #uri: string;
  readonly #faults: Faults;
  readonly #timestamp: string | null;

  constructor(uri: string, faults: Faults, timestamp: string | null) {
    this.#uri = uri;
    this.#faults = faults;
    this.#timestamp = timestamp;
  }

  /** Takes a component in, and those within it. */
  add(value: unknown, ptr: string, parent: string | undefined, depth: number): void {
    if (!isObject(value)) return;
    if (depth > DEEPEST) {
      this.#faults.add('too-deep', ptr, `components are nested more than ${DEEPEST} deep`);
      return;
    }
    const component = readComponent(value, this.#uri, ptr);
    const given = textOf(value['bom-ref']);
    if (given !== undefined && this.#refs.has(given)) {
      this.#faults.add('duplicate-ref', ptr, `the bom-ref ${quoted(given)} is given twice`);
    }
    this.#refs.add(component.ref);
    this.components.push(component);
    if (parent !== undefined) {
      const loc = { uri: this.#uri, ptr };
      this.relationships.push({ from: parent, to: component.ref, type: 'contains', loc });
    }
    if ('vulnerabilities' in value) this.vulnerabilitiesOf(value, ptr, component.ref);
    const inner = value['components'];
    if (!Array.isArray(inner)) return;
    for (const [index, one] of inner.entries()) {
      this.add(one, `${ptr}/components/${index}`, component.ref, depth + 1);
    }
  }

  /** @param affected the component within which they stand, as in the extension of CycloneDX 1.1 */
  vulnerabilitiesOf(holder: JsonObject, at: string, affected: string | undefined): void {
    for (const [index, value] of arrayOf(holder['vulnerabilities']).entries()) {
      if (!isObject(value)) continue;
      const loc = { uri: this.#uri, ptr: `${at}/vulnerabilities/${index}` };
      const read = readVulnerability(value, loc, this.#timestamp);
      const isBare = affected !== undefined && read.affects.length === 0;
      this.vulnerabilities.push(isBare ? { ...read, affects: [affected] } : read);
    }
  }
}

function documentOf(
  bom: JsonObject,
  metadata: JsonObject,
  first: Component | undefined,
): SbomDocument {
  const subject = isObject(metadata['component']) ? first : undefined;
  const tools = metadata['tools'];
  const listed = Array.isArray(tools)
    ? tools
    : [...arrayOf(objectOf(tools)['components']), ...arrayOf(objectOf(tools)['services'])];
  const version = bom['version'];
  const [lifecycle] = arrayOf(metadata['lifecycles']).map(objectOf);
  return {
    format: 'cyclonedx',
    specVersion: textOf(bom['specVersion']) ?? '',
    serial: textOf(bom['serialNumber']) ?? null,
    version: version === undefined || version === null ? null : String(version),
    created: textOf(metadata['timestamp']) ?? null,
    authors: arrayOf(metadata['authors']).flatMap((one) => {
      const { name, email } = objectOf(one);
      return textOf(name) ?? textOf(email) ?? [];
    }),
    tools: listed.flatMap((tool) => toolName(tool) ?? []),
    subject: subject?.ref ?? null,
    subjectDigests: digestsOf(subject),
    lifecycle: textOf(lifecycle?.['phase']) ?? textOf(lifecycle?.['name']) ?? null,
  };
}

function toolName(value: unknown): string | undefined {
  const { name, version } = objectOf(value);
  const text = textOf(name);
  return text === undefined ? undefined : [text, textOf(version)].filter(Boolean).join(' ');
}

function addDependencies(bom: JsonObject, uri: string, relationships: Relationship[]): void {
  for (const [index, value] of arrayOf(bom['dependencies']).entries()) {
    const from = textOf(objectOf(value)['ref']);
    if (from === undefined) continue;
    for (const [key, type] of KINDS) {
      for (const [at, to] of arrayOf(objectOf(value)[key]).entries()) {
        if (typeof to !== 'string') continue;
        const loc = { uri, ptr: `/dependencies/${index}/${key}/${at}` };
        relationships.push({ from, to, type, loc });
      }
    }
  }
}

const KINDS = [
  ['dependsOn', 'depends-on'],
  ['provides', 'provides'],
] as const;
