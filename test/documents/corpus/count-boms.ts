/** Counts what a bill of materials holds, from its raw text. Undefined where the format is another one. */

export interface Counts {
  readonly components: number;
  readonly relationships: number;
  readonly vulnerabilities: number;
}

// biome-ignore-start lint/suspicious/noExplicitAny: raw files have any shape
const list = (value: any): any[] => (Array.isArray(value) ? value : []);
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export function countCycloneDx(bom: any): Counts | undefined {
  if (bom?.bomFormat !== 'CycloneDX') return undefined;
  const inner = (holder: any): any[] =>
    list(holder?.components).flatMap((one) => [one, ...inner(one)]);
  const main = bom.metadata?.component;
  const nested = [...list(bom.components), ...(main ? [main] : [])].flatMap(inner);
  const all = [...list(bom.components), ...(main ? [main] : []), ...nested];
  return {
    components: all.length,
    relationships:
      nested.length +
      sum(
        list(bom.dependencies).map(
          ({ dependsOn, provides }) => list(dependsOn).length + list(provides).length,
        ),
      ),
    vulnerabilities:
      list(bom.vulnerabilities).length + sum(all.map((one) => list(one.vulnerabilities).length)),
  };
}

export function countSpdx(document: any): Counts | undefined {
  if (typeof document?.spdxVersion !== 'string') return undefined;
  const stated = list(document.relationships);
  const contains = new Set(
    stated.flatMap(({ spdxElementId: from, relatedSpdxElement: to, relationshipType: type }) =>
      type === 'CONTAINS' ? [`${from} ${to}`] : type === 'CONTAINED_BY' ? [`${to} ${from}`] : [],
    ),
  );
  const files = list(document.packages).flatMap(({ SPDXID, hasFiles }) =>
    list(hasFiles).filter((file) => !contains.has(`${SPDXID} ${file}`)),
  );
  return {
    components: list(document.packages).length + list(document.files).length,
    relationships: stated.length + files.length,
    vulnerabilities: 0,
  };
}

const SPDX3 = /^(software_(Package|File|SoftwareArtifact)|ai_AIPackage|dataset_DatasetPackage)$/;

export function countSpdx3(document: any): Counts | undefined {
  const graph = document?.['@graph'];
  if (!JSON.stringify(document?.['@context'] ?? '').includes('spdx.org/rdf/3')) return undefined;
  if (!Array.isArray(graph)) return undefined;
  const edges = graph.filter(
    ({ type, relationshipType }) =>
      /Relationship$/.test(type) && !/^has(Declared|Concluded)License$/.test(relationshipType),
  );
  return {
    components: graph.filter(({ type }) => SPDX3.test(type)).length,
    relationships: sum(edges.map(({ to }) => list(to).length)),
    vulnerabilities: 0,
  };
}
// biome-ignore-end lint/suspicious/noExplicitAny: raw files have any shape

/** Lines of tag-value; those within `<text>` are none. A file stands within the package before it. */
export function countTagValue(text: string): Counts | undefined {
  if (!/^SPDXVersion:/m.test(text)) return undefined;
  const lines = text.replace(/<text>[\s\S]*?<\/text>/g, '').split(/\r?\n/);
  const valuesOf = (tag: string) =>
    lines.flatMap((line) =>
      line.startsWith(`${tag}:`) ? [line.slice(tag.length + 1).trim()] : [],
    );
  const stated = valuesOf('Relationship');
  const contains = new Set(
    stated.map((one) => one.replace(/^(\S+) CONTAINED_BY (\S+)$/, '$2 CONTAINS $1')),
  );
  const held: string[] = [];
  let around = '';
  let section = '';
  for (const line of lines) {
    const [, tag = '', value = ''] =
      /^(PackageName|FileName|SnippetSPDXID|SPDXID):\s*(.*?)\s*$/.exec(line) ?? [];
    if (tag !== '' && tag !== 'SPDXID') section = tag;
    if (tag !== 'SPDXID') continue;
    if (section === 'PackageName') around = value;
    else if (section === 'FileName' && around !== '') held.push(`${around} CONTAINS ${value}`);
  }
  return {
    components: valuesOf('PackageName').length + valuesOf('FileName').length,
    relationships: stated.length + held.filter((one) => !contains.has(one)).length,
    vulnerabilities: 0,
  };
}

/** Elements of CycloneDX in XML, by the elements that they stand in. */
export function countXml(text: string): Counts | undefined {
  const plain = text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, '');
  if (!/<(?:\w+:)?bom\s/.test(plain)) return undefined;
  const open: string[] = [];
  const counts = { components: 0, relationships: 0, vulnerabilities: 0 };
  for (const [tag, closing, name = ''] of plain.matchAll(/<(\/?)(?:[\w.-]+:)?([\w.-]+)[^>]*>/g)) {
    if (closing === '/') {
      open.pop();
      continue;
    }
    const path = [...open, name].join('/');
    const isComponent =
      /^bom\/(metadata\/component|components\/component)(\/components\/component)*$/.test(path);
    if (isComponent) {
      counts.components += 1;
      if (/component\/components\/component$/.test(path)) counts.relationships += 1;
    }
    if (/^bom\/dependencies\/dependency\/(dependency|provides)$/.test(path)) {
      counts.relationships += 1;
    }
    if (/^bom\/vulnerabilities\/vulnerability$/.test(path)) counts.vulnerabilities += 1;
    if (
      /^bom\/components\/(component\/components\/)*component\/vulnerabilities\/vulnerability$/.test(
        path,
      )
    )
      counts.vulnerabilities += 1;
    if (!tag.endsWith('/>')) open.push(name);
  }
  return counts;
}
