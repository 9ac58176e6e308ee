/** The guide to secure container images: every practice has its rules, and its sections are judged as expected. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shippedRules } from '../../src/build/generators/policies.js';
import { judgeFolder } from '../helpers/judge-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sections = 'examples/seed-guide';

interface Practice {
  readonly section: string;
  readonly practice: string;
  readonly rules: readonly string[];
}

const practices = suite('every practice of the guide');

practices('names rules that exist and that say so themselves', () => {
  const rows = JSON.parse(
    readFileSync(join(root, 'test/fixtures/seed-practices.json'), 'utf8'),
  ) as Practice[];
  const rules = new Map(shippedRules(root).map((rule) => [rule.code, rule]));
  const wrong = rows.flatMap(({ section, practice, rules: codes }) =>
    codes
      .filter((code) => /^[A-Z]{3}-\d{3}$/.test(code))
      .filter((code) => !rules.get(code)?.seed.includes(section))
      .map((code) => `${section} ${practice}: ${code}`),
  );
  assert.equal(wrong, []);
  assert.ok(rows.length > 80);
});

practices.run();

const examples = suite('each section of the example');

for (const section of readdirSync(join(root, sections)).sort()) {
  if (!existsSync(join(root, sections, section, 'expected.txt'))) continue;
  examples(`${section} has the findings that it expects`, async () => {
    const folder = join(sections, section);
    const lines: string[] = [];
    for (const side of ['bad', 'good']) {
      const { findings } = await judgeFolder(join(folder, side), { profile: 'seed-guide' });
      for (const { rule, severity, locations, status } of findings) {
        if (!/^std\/(dockerfile|context)\//.test(rule) || status === 'shadow') continue;
        const [at] = locations;
        lines.push(
          `${side}/${at?.uri ?? ''}:${at?.line ?? ''} ${status} ${severity} ${rule.slice(4)}`,
        );
      }
    }
    const path = join(root, folder, 'expected.txt');
    const text = `${lines.sort().join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(path, text);
    assert.is(text, readFileSync(path, 'utf8'));
    assert.ok(lines.some((line) => line.startsWith('bad/')));
  });
}

examples.run();
