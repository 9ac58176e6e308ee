import { isObject, type JsonObject, textOf, textsOf } from '../json/fields.js';

export type SbomForm =
  | 'cyclonedx-json'
  | 'cyclonedx-xml'
  | 'spdx-json'
  | 'spdx-tag-value'
  | 'spdx3-json';

/** Whether a file is a bill of materials, also in a form that is only recognised. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  const text = head.trimStart();
  if (refusedForm(uri, text) !== undefined) return /\.xlsx?$/i.test(uri) ? 'name' : 'content';
  if (text.startsWith('<')) return CYCLONEDX_ROOT.test(text) ? 'content' : undefined;
  if (!text.startsWith('{')) return TAG_VALUE.test(text) ? 'content' : undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && formOfSbom(value) !== undefined ? 'content' : undefined;
  } catch {
    // A statement may carry a bill of materials, but is none.
    if (/"(predicateType|payloadType)"\s*:/.test(text)) return undefined;
    return PARTS.test(text) ? 'content' : undefined;
  }
}

/** What the beginning of a large file looks like. */
const PARTS =
  /"bomFormat"\s*:\s*"CycloneDX"|"spdxVersion"\s*:\s*"SPDX-2|"SPDXID"\s*:\s*"SPDXRef-DOCUMENT"|"@context"\s*:\s*\[?\s*"https?:\/\/spdx\.org\/rdf\/3/;

const CYCLONEDX_ROOT = /<(?:[\w.-]+:)?bom\s[^>]*cyclonedx\.org\/schema\/bom\//;

export const TAG_VALUE = /^\s*SPDXVersion:\s*SPDX-|^(?:\s*#[^\n]*\n|\s*\n)*\s*SPDXVersion:/;

/** The format of a parsed file of JSON. */
export function formOfSbom(value: JsonObject): SbomForm | undefined {
  if (value['bomFormat'] === 'CycloneDX') return 'cyclonedx-json';
  // A wrong `bomFormat` is a fault of the file, not another format.
  const isBom = /cyclonedx\.org\/schema\/bom/.test(textOf(value['$schema']) ?? '');
  const hasVersion = /^1\.\d$/.test(textOf(value['specVersion']) ?? '');
  if (isBom || ('bomFormat' in value && hasVersion)) return 'cyclonedx-json';
  const version = value['spdxVersion'];
  if (typeof version === 'string' && version.startsWith('SPDX-')) return 'spdx-json';
  const context = value['@context'];
  const contexts = typeof context === 'string' ? [context] : textsOf(context);
  return contexts.some((one) => /spdx\.org\/rdf\/3/.test(one)) ? 'spdx3-json' : undefined;
}

/** SPDX in a form that nothing here reads; undefined for everything else. */
export function refusedForm(uri: string, head: string): string | undefined {
  if (/(^|[./_-])spdx[^/]*\.xlsx?$/i.test(uri)) return 'a spreadsheet';
  const text = head.trimStart();
  if (/^spdxVersion\s*:\s*["']?SPDX-/m.test(text) && !text.startsWith('{')) return 'YAML';
  const isRdf = /<(?:[\w.-]+:)?RDF\b/.test(text) && /spdx\.org\/rdf\/terms/.test(text);
  if (isRdf || /^@prefix\s+spdx:\s*<http/m.test(text)) return 'RDF';
  return undefined;
}
