/** What rules may rely on is written down: no field without a word on it, no field that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const FOLDER = fileURLToPath(new URL('../../schemas/documents/', import.meta.url));

interface Schema {
  readonly [key: string]: unknown;
}

/** Visits every schema that has properties, with a path for people. */
function visit(value: unknown, path: string, seen: (schema: Schema, path: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, path, seen);
  } else if (typeof value === 'object' && value !== null) {
    const schema = value as Schema;
    if (schema['properties'] !== undefined) seen(schema, path);
    for (const [key, inner] of Object.entries(schema)) {
      // The keys of these are names of fields, which may be called like a keyword.
      const isNamed = key === 'properties' || key === 'definitions';
      const parts = isNamed ? Object.entries(inner as Schema) : [[key, inner] as const];
      for (const [name, part] of parts) visit(part, `${path}/${name}`, seen);
    }
  }
}

const schemas = suite('schemas of documents');

for (const file of readdirSync(FOLDER)) {
  const schema = JSON.parse(readFileSync(FOLDER + file, 'utf8'));

  schemas(`${file} describes every field`, () => {
    const silent: string[] = [];
    visit(schema, '', ({ properties }, path) => {
      for (const [name, field] of Object.entries(properties as Record<string, Schema>)) {
        const isSaid = ['description', '$ref', 'const'].some((key) => key in field);
        if (!isSaid) silent.push(`${path}/${name}`);
      }
    });
    assert.equal(silent, []);
  });

  schemas(`${file} lets no other field in`, () => {
    const open: string[] = [];
    visit(schema, '', (one, path) => {
      if (one['additionalProperties'] === undefined) open.push(path || '/');
    });
    assert.equal(open, []);
  });
}

schemas.run();
