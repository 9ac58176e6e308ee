import type { JsonObject } from '../json/fields.js';

export type SbomForm = 'cyclonedx-json' | 'spdx-json';

/** Whether a file is a bill of materials in JSON. */
export function detect(_uri: string, head: string): 'content' | undefined {
  const text = head.trimStart();
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return formOfSbom(value as JsonObject) === undefined ? undefined : 'content';
  } catch {
    // A statement may carry a bill of materials, but is none.
    if (/"(predicateType|payloadType)"\s*:/.test(text)) return undefined;
    const isSbom = /"bomFormat"\s*:\s*"CycloneDX"|"spdxVersion"\s*:\s*"SPDX-2/.test(text);
    return isSbom ? 'content' : undefined;
  }
}

/** The format of a parsed file. */
export function formOfSbom(value: JsonObject): SbomForm | undefined {
  if (value['bomFormat'] === 'CycloneDX') return 'cyclonedx-json';
  const version = value['spdxVersion'];
  return typeof version === 'string' && version.startsWith('SPDX-2') ? 'spdx-json' : undefined;
}
