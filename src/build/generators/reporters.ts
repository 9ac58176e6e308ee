import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Generated, generatedHeader } from '../generated.js';
import { camelCase } from '../names.js';

/** All output formats: every file of `src/reporters/` but the contract and the index. */
export function generateReporters(root: string): Generated {
  const names = readdirSync(join(root, 'src/reporters'))
    .filter((file) => file.endsWith('.ts') && !/^(reporter|index\.generated)\.ts$/.test(file))
    .map((file) => file.slice(0, -3))
    .sort();
  return {
    path: 'src/reporters/index.generated.ts',
    text: `${generatedHeader('the files of src/reporters/')}
${names.map((name) => `import { ${camelCase(name)} } from './${name}.js';`).join('\n')}
import type { Reporter } from './reporter.js';

/** Every output format, by name. */
export const reporters: readonly Reporter[] = [${names.map(camelCase).join(', ')}];
`,
  };
}
