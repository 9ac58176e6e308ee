import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Generated, generatedHeader } from '../generated.js';

/** The declarations of all families in one list. */
export function generateBuiltins(root: string): Generated {
  const folder = join(root, 'src/rego/builtins');
  const families = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'declare.ts')))
    .sort();
  return {
    path: 'src/rego/builtins/index.generated.ts',
    text: `${generatedHeader("the families' declare.ts")}
${families.map((name) => `import { ${name} } from './${name}/declare.js';`).join('\n')}
import type { BuiltinDeclaration } from './declaration.js';

export const declarations: readonly BuiltinDeclaration[] = [
${families.map((name) => `  ...${name},`).join('\n')}
];
`,
  };
}
