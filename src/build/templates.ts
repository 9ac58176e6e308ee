import type { Generated } from './generated.js';

/** What `npm run new` makes for one kind of thing. */
export interface Template {
  readonly about: string;
  readonly example: string;
  readonly accepts: RegExp;
  readonly files: (name: string) => readonly Generated[];
}

/** Hyphens to the words of an identifier: `no-latest` → `noLatest`. */
function camel(name: string): string {
  return name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Everything that can be added by one folder or file, by the word that `npm run new` takes. */
export const templates: ReadonlyMap<string, Template> = new Map<string, Template>([
  [
    'rule',
    {
      about: 'a shipped rule with its test and samples',
      example: 'dockerfile/no-latest',
      accepts: /^[a-z]+\/[a-z][a-z0-9-]*$/,
      files: ruleFiles,
    },
  ],
  [
    'reporter',
    {
      about: 'an output format of `policy eval`',
      example: 'github',
      accepts: /^[a-z][a-z0-9-]*$/,
      files: (name) => [
        {
          path: `src/reporters/${name}.ts`,
          text: `import type { Reporter } from './reporter.js';

export const ${camel(name)}: Reporter = {
  name: '${name}',
  about: '',
  render: (verdict) => JSON.stringify(verdict),
};
`,
        },
      ],
    },
  ],
  [
    'document',
    {
      about: 'a kind of input document with its schema',
      example: 'helm',
      accepts: /^[a-z][a-z0-9-]*$/,
      files: documentFiles,
    },
  ],
  [
    'command',
    {
      about: 'a command of `policy`',
      example: 'explain',
      accepts: /^[a-z][a-z0-9-]*$/,
      files: (name) => [
        {
          path: `src/cli/commands/${name}.ts`,
          text: `import type { Command } from '../command.js';

export const ${camel(name)}Command: Command = {
  command: '${name}',
  describe: '',
  builder: (yargs) => yargs,
  handler: async () => 0,
};
`,
        },
      ],
    },
  ],
]);

function ruleFiles(name: string): Generated[] {
  const [kind = '', slug = ''] = name.split('/');
  const snake = slug.replaceAll('-', '_');
  const folder = `policies/${kind}/${slug}`;
  return [
    {
      path: `${folder}/${snake}.rego`,
      text: `# METADATA
# title:
# description:
# custom:
#   code:
#   severity: low
#   needs: [${kind}]
#   aliases: []
#   remediation:
package std.${kind}.${snake}

import data.std.lib

deny contains finding if {
	some document in input.documents.${kind}
	finding := {"message": "", "at": document.loc}
}
`,
    },
    {
      path: `${folder}/${snake}_test.rego`,
      text: `package std.${kind}.${snake}_test

import data.std.${kind}.${snake}

test_is_silent_without_documents if {
	count(${snake}.deny) == 0 with input as {"documents": {"${kind}": []}}
}
`,
    },
  ];
}

function documentFiles(name: string): Generated[] {
  return [
    {
      path: `src/documents/${name}/index.ts`,
      text: `import type { DocumentKind } from '../../model/document.js';
import { detect } from './detect.js';
import { parse } from './parse.js';

export const ${camel(name)}: DocumentKind = { name: '${name}', about: '', detect, parse };
`,
    },
    {
      path: `schemas/documents/${name}.json`,
      text: `${JSON.stringify(
        {
          $schema: 'http://json-schema.org/draft-07/schema#',
          $id: `https://drydock.example/schemas/documents/${name}.json`,
          title: name,
          type: 'object',
          additionalProperties: false,
        },
        null,
        2,
      )}\n`,
    },
  ];
}
