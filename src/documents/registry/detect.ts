import { arrayOf, isObject, type JsonObject } from '../json/fields.js';

/** Harbor's own file by its name or keys, and answers of its API by theirs. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  if (/(^|\/)harbor\.ya?ml$/i.test(uri)) return 'name';
  if (/\.ya?ml$/i.test(uri)) {
    const isHarbor =
      /^hostname\s*:/m.test(head) && /^(harbor_admin_password|_version)\s*:/m.test(head);
    return isHarbor ? 'content' : undefined;
  }
  if (!/^\s*[[{]/.test(head)) return undefined;
  try {
    return apiParts(JSON.parse(head)) === undefined ? undefined : 'content';
  } catch {
    // What is longer than the part that is looked at begins with its first item.
    const isProject =
      /^\s*\[?\s*\{[^[\]]{0,2000}"project_id"\s*:/.test(head) && /"metadata"\s*:/.test(head);
    return isProject ? 'content' : undefined;
  }
}

/** What Harbor's API tells about projects; a part is absent where the file does not have it. */
export interface ApiParts {
  readonly projects?: readonly PlacedObject[];
  readonly robots?: readonly PlacedObject[];
  readonly immutability?: readonly PlacedObject[];
}

export interface PlacedObject {
  readonly value: JsonObject;
  readonly ptr: string;
}

/** Sorts an answer of the API, or an object that joins several of them under their names. */
export function apiParts(value: unknown): ApiParts | undefined {
  if (Array.isArray(value)) return listPart(arrayOf(value), '');
  if (!isObject(value)) return undefined;
  if (isProject(value)) return { projects: [{ value, ptr: '' }] };
  const parts: { [key in keyof ApiParts]: ApiParts[key] } = {};
  for (const key of ['projects', 'robots', 'immutability'] as const) {
    const list = value[key];
    if (!Array.isArray(list)) continue;
    const part = listPart(arrayOf(list), `/${key}`);
    if (list.length > 0 && part?.[key] === undefined) return undefined;
    Object.assign(parts, { [key]: part?.[key] ?? [] });
  }
  return Object.keys(parts).length > 0 && Object.keys(parts).length === Object.keys(value).length
    ? parts
    : undefined;
}

function listPart(list: readonly unknown[], base: string): ApiParts | undefined {
  const objects = list.filter(isObject);
  if (objects.length === 0 || objects.length < list.length) return undefined;
  const placed = objects.map((value, index) => ({ value, ptr: `${base}/${index}` }));
  if (objects.every(isProject)) return { projects: placed };
  if (objects.every(isRobot)) return { robots: placed };
  if (objects.every(isImmutability)) return { immutability: placed };
  return undefined;
}

function isProject(value: JsonObject): boolean {
  return 'project_id' in value && typeof value['name'] === 'string' && isObject(value['metadata']);
}

function isRobot(value: JsonObject): boolean {
  return (
    Array.isArray(value['permissions']) &&
    typeof value['name'] === 'string' &&
    ('level' in value || 'expires_at' in value)
  );
}

function isImmutability(value: JsonObject): boolean {
  return Array.isArray(value['tag_selectors']) && isObject(value['scope_selectors']);
}
