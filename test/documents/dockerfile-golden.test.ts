import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDocument } from '../../src/documents/check-document.js';
import { parse } from '../../src/documents/dockerfile/parse.js';
import { expectGolden } from '../helpers/golden.js';

const FOLDER = fileURLToPath(new URL('fixtures/dockerfile/', import.meta.url));

/** A document as lines: places short, what fits on a line on one line, what is empty left out. */
function outline(value: unknown, indent = ''): string {
  const short = inline(value);
  if (short.length + indent.length <= 150 || typeof value !== 'object' || value === null) {
    return ` ${short}\n`;
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `\n${value.map((one) => `${indent}-${outline(one, inner)}`).join('')}`;
  }
  const entries = Object.entries(value).filter(([, one]) => !isEmpty(one));
  return `\n${entries.map(([key, one]) => `${indent}${key}:${outline(one, inner)}`).join('')}`;
}

function inline(value: unknown): string {
  if (isPlace(value)) return place(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => !isEmpty(one));
  return `{${entries.map(([key, one]) => `${key}: ${inline(one)}`).join(', ')}}`;
}

interface Place {
  readonly line: number;
  readonly col: number;
  readonly endLine: number;
  readonly endCol: number;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'endCol' in value;
}

function place({ line, col, endLine, endCol }: Place): string {
  return `${line}:${col}-${endLine}:${endCol}`;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

const documents = suite('whole documents');

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.Dockerfile'))) {
  documents(`${name} reads as its golden file says, and fits the schema`, () => {
    const bytes = readFileSync(`${FOLDER}${name}`);
    const document = checkDocument(parse({ uri: name, bytes }));
    assert.equal(
      document.diagnostics.filter(({ code }) => code === 'document/schema'),
      [],
    );
    expectGolden(
      `${FOLDER}${name.replace('.Dockerfile', '.golden')}`,
      outline(document.value).trimStart(),
    );
  });
}

documents.run();
