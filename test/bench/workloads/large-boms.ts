/** Bills of materials of any size that look as Syft writes them; the same size gives the same text. */

const LICENCES = ['MIT', 'Apache-2.0', 'ISC', 'BSD-3-Clause'];

/** A number below a limit that looks random. */
const spread = (seed: number, limit: number): number => ((seed * 2654435761) >>> 0) % limit;

function hex(seed: number, length: number): string {
  let text = '';
  for (let value = seed + 1; text.length < length; ) {
    value = (Math.imul(value, 1103515245) + 12345) >>> 0;
    text += value.toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}

const versionOf = (at: number) => `${spread(at, 9)}.${spread(at + 1, 20)}.${spread(at + 2, 30)}`;

/** Makes items until their JSON is as long as wanted. */
function fill<Item>(
  megabytes: number,
  make: (at: number, before: readonly Item[]) => Item,
): Item[] {
  const items: Item[] = [];
  for (let size = 0; size < megabytes * 1024 * 1024; ) {
    const item = make(items.length, items);
    size += JSON.stringify(item).length;
    items.push(item);
  }
  return items;
}

export function largeCycloneDx(megabytes: number): string {
  const parts = fill<{ component: { 'bom-ref': string }; dependency: object }>(
    megabytes,
    (at, before) => {
      const name = `package-${at}`;
      const group = `@scope${spread(at, 400)}`;
      const purl = `pkg:npm/%40${group.slice(1)}/${name}@${versionOf(at)}`;
      const ref = `${purl}?package-id=${hex(at, 16)}`;
      const component = {
        'bom-ref': ref,
        type: 'library',
        group,
        name,
        version: versionOf(at),
        licenses: [{ license: { id: LICENCES[spread(at, LICENCES.length)] } }],
        cpe: `cpe:2.3:a:${name}:${name}:${versionOf(at)}:*:*:*:*:*:*:*`,
        purl,
        hashes: [{ alg: 'SHA-256', content: hex(at, 64) }],
        externalReferences: [{ type: 'distribution', url: `https://registry.example/${name}` }],
        properties: [
          { name: 'syft:package:foundBy', value: 'javascript-lock-cataloger' },
          { name: 'syft:package:language', value: 'javascript' },
          { name: 'syft:location:0:path', value: `/app/node_modules/${name}/package.json` },
          { name: 'syft:location:0:layerID', value: `sha256:${hex(spread(at, 12), 64)}` },
        ],
      };
      const needs = [spread(at, at), spread(at + 7, at)].map(
        (other) => before[other]?.component['bom-ref'],
      );
      const dependency = { ref, dependsOn: at > 3 ? [...new Set(needs)] : [] };
      return { component, dependency };
    },
  );
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 1,
    metadata: {
      timestamp: '2026-01-01T00:00:00Z',
      component: { type: 'container', name: 'web', 'bom-ref': 'web' },
    },
    components: parts.map(({ component }) => component),
    dependencies: parts.map(({ dependency }) => dependency),
  });
}

export function largeSpdx(megabytes: number): string {
  const parts = fill<{ item: { SPDXID: string }; relationship: object }>(
    megabytes,
    (at, before) => {
      const name = `package-${at}`;
      const item = {
        name,
        SPDXID: `SPDXRef-Package-npm-${name}-${hex(at, 16)}`,
        versionInfo: versionOf(at),
        supplier: 'NOASSERTION',
        downloadLocation: `https://registry.example/${name}`,
        filesAnalyzed: false,
        checksums: [{ algorithm: 'SHA256', checksumValue: hex(at, 64) }],
        sourceInfo: `acquired package info from /app/node_modules/${name}/package.json`,
        licenseConcluded: 'NOASSERTION',
        licenseDeclared: LICENCES[spread(at, LICENCES.length)],
        copyrightText: 'NOASSERTION',
        externalRefs: [
          {
            referenceCategory: 'SECURITY',
            referenceType: 'cpe23Type',
            referenceLocator: `cpe:2.3:a:${name}:${name}:${versionOf(at)}:*:*:*:*:*:*:*`,
          },
          {
            referenceCategory: 'PACKAGE-MANAGER',
            referenceType: 'purl',
            referenceLocator: `pkg:npm/${name}@${versionOf(at)}`,
          },
        ],
      };
      const needed = before[spread(at, Math.max(1, at))]?.item.SPDXID;
      const relationship = {
        spdxElementId: item.SPDXID,
        relatedSpdxElement: needed ?? 'SPDXRef-DOCUMENT',
        relationshipType: 'DEPENDENCY_OF',
      };
      return { item, relationship };
    },
  );
  return JSON.stringify({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'web',
    documentNamespace: 'https://example.com/web',
    creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: syft-1.0'] },
    packages: parts.map(({ item }) => item),
    relationships: parts.map(({ relationship }) => relationship),
  });
}
