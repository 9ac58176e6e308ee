import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { type Generated, generatedHeader } from '../generated.js';
import { camelCase } from '../names.js';

const BASE = 'https://drydock.example/schemas/documents/';

/** The schemas of documents as plain functions, so that no start of the program pays for compiling them. */
export function generateValidators(root: string): readonly Generated[] {
  const folder = join(root, 'schemas/documents');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5))
    .sort();
  const ajv = new Ajv({
    code: { source: true, esm: true },
    strict: true,
    allowUnionTypes: true,
    inlineRefs: false,
    // Lengths are asked for only to be 1 or more, where units do not matter; counting code points would want a module of ajv.
    unicode: false,
    logger: false,
  });
  // A record of an exception is the same in a file and in a document.
  for (const file of ['../exception.json', ...names.map((name) => `${name}.json`)]) {
    const schema: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    ajv.addSchema(withoutText(schema) as AnySchema);
  }
  const kinds = names.filter((name) => name !== 'defs');
  const exports = Object.fromEntries(kinds.map((name) => [camelCase(name), `${BASE}${name}.json`]));
  const code = standalone
    .default(ajv, exports)
    .replace(/^"use strict";/, '')
    .replace(/;(?=(?:const schema\d+ =|function validate|export ))/g, ';\n');
  const entries = kinds.map((name) => `['${name}', ${camelCase(name)}]`).join(', ');
  return [
    {
      path: 'src/documents/validators.generated.js',
      text: `${generatedHeader('schemas/documents/')}
${code}

/** The validator of each kind of document. */
export const validators = new Map([${entries}]);
`,
    },
    {
      path: 'src/documents/validators.generated.d.ts',
      text: `${generatedHeader('schemas/documents/')}
/** Why a value does not fit its schema. */
export interface SchemaFault {
  /** A JSON pointer into the value. */
  readonly instancePath: string;
  readonly message?: string;
  readonly params: { readonly [name: string]: unknown };
}

/** The validator of each kind of document; the faults of the last call stand in \`errors\`. */
export const validators: ReadonlyMap<
  string,
  ((value: unknown) => boolean) & { readonly errors?: readonly SchemaFault[] | null }
>;
`,
    },
  ];
}

/** A schema without the texts that only people read. */
function withoutText(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutText);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
      .map(([key, value]) => [key, withoutText(value)]),
  );
}
