import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Generated, generatedHeader } from '../generated.js';

/** Which host built-in lives in which family, each family loaded when a policy first calls into it. */
export async function generateHosts(root: string): Promise<Generated> {
  const folder = join(root, 'src/rego/builtins');
  const loaders: string[] = [];
  const names: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !readdirSync(join(folder, entry.name)).includes('host.ts'))
      continue;
    const module: { host: ReadonlyMap<string, unknown> } = await import(
      pathToFileURL(join(folder, entry.name, 'host.ts')).href
    );
    loaders.push(
      `const ${entry.name} = async () => (await import('./${entry.name}/host.js')).host;`,
    );
    for (const name of module.host.keys()) names.push(`  ['${name}', ${entry.name}],`);
  }
  return {
    path: 'src/rego/builtins/hosts.generated.ts',
    text: `${generatedHeader("the families' host.ts")}
import type { HostBuiltin } from './declaration.js';

type Loader = () => Promise<ReadonlyMap<string, HostBuiltin>>;

${loaders.join('\n')}

/** The family that implements a host built-in, by its name. */
export const hosts: ReadonlyMap<string, Loader> = new Map<string, Loader>([
${names.sort().join('\n')}
]);
`,
  };
}
