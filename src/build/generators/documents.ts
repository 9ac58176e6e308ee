import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Generated, generatedHeader } from '../generated.js';
import { camelCase } from '../names.js';

/** All kinds of documents: every folder of `src/documents/` with an `index.ts`. */
export function generateDocuments(root: string): Generated {
  const folder = join(root, 'src/documents');
  const names = readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('index.ts'),
    )
    .map(({ name }) => name)
    .sort();
  return {
    path: 'src/documents/index.generated.ts',
    text: `${generatedHeader('the folders of src/documents/')}
import type { DocumentKind } from '../model/document.js';
${names.map((name) => `import { ${camelCase(name)} } from './${name}/index.js';`).join('\n')}

/** Every kind of document, in the order of their names. */
export const documentKinds: readonly DocumentKind[] = [${names.map(camelCase).join(', ')}];
`,
  };
}
