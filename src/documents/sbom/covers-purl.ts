import type { Purl } from './types.js';

/** Whether a package URL names a package, or all versions of it: what the first leaves out may be anything, what it says must be so. */
export function coversPurl(pattern: Purl, actual: Purl): boolean {
  if (!pattern.valid || !actual.valid) return false;
  const { type, namespace, name, version, qualifiers, subpath } = pattern;
  return (
    type === actual.type &&
    namespace === actual.namespace &&
    name === actual.name &&
    (version === null || version === actual.version) &&
    (subpath === null || subpath === actual.subpath) &&
    Object.entries(qualifiers).every(([key, value]) => actual.qualifiers[key] === value)
  );
}
