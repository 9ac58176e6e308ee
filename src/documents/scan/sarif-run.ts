/** What results of SARIF refer to within their run: rules and artifacts. */
import { arrayOf, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json/fields.js';
import type { ScanFinding } from './types.js';

/** Finds the rule of a result, among those of the driver and of its extensions. */
export function rulesOf(run: JsonObject): (result: JsonObject) => JsonObject {
  const tool = objectOf(run['tool']);
  const extensions = arrayOf(tool['extensions']).map(objectOf);
  const components = [objectOf(tool['driver']), ...extensions].map(ruleList);
  // Drafts list rules apart from the tool.
  const old = ruleList(objectOf(run['resources']));
  const all = [...components.flat(), ...old];
  const byId = new Map(all.map((rule) => [textOf(rule['id']) ?? '', rule]));
  return (result) => {
    const reference = objectOf(result['rule']);
    const extension = numberOf(objectOf(reference['toolComponent'])['index']);
    const own = extension === undefined ? components[0] : components[extension + 1];
    const index = numberOf(result['ruleIndex']) ?? numberOf(reference['index']) ?? -1;
    const id = textOf(result['ruleId']) ?? textOf(reference['id']) ?? '';
    // An id with further parts, `CA1000/1`, is one of the rule before the slash.
    return own?.[index] ?? byId.get(id) ?? byId.get(id.split('/')[0] ?? '') ?? {};
  };
}

function ruleList(component: JsonObject): readonly JsonObject[] {
  const { rules } = component;
  return isObject(rules) ? Object.values(rules).map(objectOf) : arrayOf(rules).map(objectOf);
}

/** Where a result stands, with the folders that its locations are relative to. */
export function placesOf(result: JsonObject, run: JsonObject): ScanFinding['locations'] {
  return arrayOf(result['locations']).flatMap((value) => {
    const physical = objectOf(objectOf(value)['physicalLocation']);
    const artifact = objectOf(physical['artifactLocation'] ?? physical['fileLocation']);
    const uri = pathOf(artifact, run);
    const line = numberOf(objectOf(physical['region'])['startLine']);
    return uri === undefined ? [] : [{ uri, line: line ?? null }];
  });
}

/** Folders within folders are followed up to this depth, which ends circles as well. */
const DEEPEST = 16;

/**
 * The path of an artifact. Folders whose own place is relative to another one stand before it; the outermost one, the machine's, is
 * left out, so that the path is one of the repository.
 */
function pathOf(location: JsonObject, run: JsonObject): string | undefined {
  const index = numberOf(location['index']);
  const listed = index === undefined ? {} : objectOf(arrayOf(run['artifacts'])[index]);
  const artifact = { ...objectOf(listed['location']), ...location };
  const uri = textOf(artifact['uri']);
  if (uri === undefined) return undefined;
  const bases = objectOf(run['originalUriBaseIds']);
  let path = uri;
  let base = textOf(artifact['uriBaseId']);
  for (let depth = 0; base !== undefined && depth < DEEPEST; depth++) {
    const given = bases[base];
    const folder = typeof given === 'string' ? given : textOf(objectOf(given)['uri']);
    const root = folder?.trim();
    if (root === undefined || /^[a-z][\w+.-]*:/i.test(root) || root.startsWith('/')) break;
    path = `${root.replace(/\/*$/, '')}/${path}`;
    base = textOf(objectOf(given)['uriBaseId']);
  }
  return withoutRoot(path, bases);
}

/** An absolute place below a folder that the run names is relative to it. */
function withoutRoot(path: string, bases: JsonObject): string {
  for (const given of Object.values(bases)) {
    const root = typeof given === 'string' ? given : textOf(objectOf(given)['uri']);
    if (root?.startsWith('file:') && root.endsWith('/') && path.startsWith(root)) {
      return path.slice(root.length);
    }
  }
  return path;
}
