import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Generated, generatedHeader } from '../generated.js';
import { camelCase } from '../names.js';

/** All commands of `policy`, one per file of `src/cli/commands/`. */
export function generateCommands(root: string): Generated {
  const names = readdirSync(join(root, 'src/cli/commands'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .sort();
  const identifier = (name: string) => `${camelCase(name)}Command`;
  return {
    path: 'src/cli/commands.generated.ts',
    text: `${generatedHeader('the files of src/cli/commands/')}
import type { Command } from './command.js';
${names.map((name) => `import { ${identifier(name)} } from './commands/${name}.js';`).join('\n')}

/** Every command, in the order of their names. */
export const commands: readonly Command[] = [${names.map(identifier).join(', ')}];
`,
  };
}
