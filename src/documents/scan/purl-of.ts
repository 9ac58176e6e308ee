/** Package URLs of packages for which a report names only the ecosystem. */

/** Types of package URLs by what scanners call the ecosystems. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['npm', 'npm'],
  ['yarn', 'npm'],
  ['pnpm', 'npm'],
  ['node', 'npm'],
  ['pypi', 'pypi'],
  ['pip', 'pypi'],
  ['pipenv', 'pypi'],
  ['poetry', 'pypi'],
  ['python', 'pypi'],
  ['maven', 'maven'],
  ['gradle', 'maven'],
  ['java', 'maven'],
  ['go', 'golang'],
  ['golang', 'golang'],
  ['gomodules', 'golang'],
  ['crates.io', 'cargo'],
  ['cargo', 'cargo'],
  ['rubygems', 'gem'],
  ['gem', 'gem'],
  ['nuget', 'nuget'],
  ['packagist', 'composer'],
  ['composer', 'composer'],
  ['hex', 'hex'],
  ['pub', 'pub'],
]);

/**
 * The package URL of a package; null for an ecosystem that is not known, or one such as a distribution's, where the name does not
 * say all.
 */
export function purlOf(ecosystem: string, name: string, version: string | null): string | null {
  const type = TYPES.get(ecosystem.toLowerCase());
  if (type === undefined || name === '') return null;
  // Maven's group and artifact; elsewhere a colon is part of no name.
  const path = type === 'maven' ? name.replace(':', '/') : name;
  const parts = path.split('/').map(encodeURIComponent);
  const at = version === null || version === '' ? '' : `@${encodeURIComponent(version)}`;
  return `pkg:${type}/${parts.join('/')}${at}`;
}
