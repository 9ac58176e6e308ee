import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parsePurl } from '../../../src/documents/sbom/purl.js';
import { filesOf, jsonOf } from './corpus.js';

interface PurlCase {
  readonly test_type: string;
  readonly input: string;
  readonly expected_failure: boolean;
  readonly expected_output?: {
    readonly type: string;
    readonly namespace: string | null;
    readonly name: string;
    readonly version: string | null;
    readonly qualifiers: { readonly [key: string]: string } | null;
    readonly subpath: string | null;
  };
}

const purls = suite('package URLs of the corpus');

purls('are taken apart as their cases say', () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const { file } of filesOf('purl')) {
    const cases: readonly PurlCase[] = jsonOf(file)?.tests ?? [];
    for (const { test_type, input, expected_failure, expected_output } of cases) {
      if (test_type !== 'parse') continue;
      compared += 1;
      const { raw: _, valid, ...parts } = parsePurl(input);
      if (expected_failure) {
        if (valid) wrong.push(`${input} is taken`);
        continue;
      }
      const expected = { ...expected_output, qualifiers: expected_output?.qualifiers ?? {} };
      const isSame = Object.entries(parts).every(
        ([key, value]) =>
          JSON.stringify(sorted(value)) ===
          JSON.stringify(sorted(expected[key as keyof typeof expected] ?? null)),
      );
      if (!valid || !isSame) wrong.push(`${input}: ${JSON.stringify(parts)}`);
    }
  }
  assert.equal(wrong, []);
  assert.ok(compared > 0);
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

purls.run();
