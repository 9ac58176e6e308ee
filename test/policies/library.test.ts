/** The shipped library: every rule is whole, its Rego tests hold, and its good and bad inputs are told apart. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renderDiagnostic } from '../../src/diagnostics/render.js';
import { packageOf, readRules } from '../../src/layers/rule-metadata.js';
import { compile } from '../../src/rego/compile.js';
import { Evaluation } from '../../src/rego/evaluation.js';
import { parseModule } from '../../src/rego/syntax/parse.js';
import { judgeFolder } from '../helpers/judge-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const policies = join(root, 'policies');
const golden = join(root, 'test/policies/golden');
const sources = globSync('**/*.rego', { cwd: policies, posix: true })
  .sort()
  .map((path) => ({ path, text: readFileSync(join(policies, path), 'utf8') }));
const folders = globSync('*/*/', { cwd: policies, posix: true })
  .filter((path) => !/^(lib|profiles|data)\b/.test(path))
  .sort();

const wholeness = suite('a rule of the library');

wholeness('has metadata that a reader can act on, tests, and good and bad inputs', () => {
  const { value: rules, diagnostics } = readRules(
    sources.map((source) => parseModule(source).value),
  );
  assert.equal(diagnostics.map(renderDiagnostic), []);
  const missing: string[] = [];
  for (const rule of rules) {
    const need = (isThere: boolean, what: string) => {
      if (!isThere) missing.push(`${rule.id}: ${what}`);
    };
    const folder = rule.id.replace(/^std\//, '');
    const files = existsSync(join(policies, folder)) ? readdirSync(join(policies, folder)) : [];
    need(rule.code !== undefined, 'code');
    need(rule.title !== rule.id, 'title');
    need(rule.description !== '', 'description');
    need(rule.rationale !== undefined, 'rationale');
    need(rule.remediation !== undefined, 'remediation');
    need(rule.needs.length + rule.optional.length > 0, 'needs');
    need(
      files.some((file) => file.endsWith('_test.rego')),
      'a test file',
    );
    need(files.includes('good') && files.includes('bad'), 'good and bad inputs');
    for (const [name, { description }] of rule.params) {
      need(description !== undefined, `description of ${name}`);
    }
  }
  assert.equal(missing, []);
  assert.is(rules.length, folders.length);
});

wholeness('has an id and code of its own', () => {
  const { value: rules } = readRules(sources.map((source) => parseModule(source).value));
  for (const names of [rules.map(({ id }) => id), rules.map(({ code }) => code)]) {
    assert.is(new Set(names).size, names.length);
  }
});

wholeness.run();

const regoTests = suite('the Rego tests of the library');

regoTests('hold', async () => {
  const modules = sources.map((source) => parseModule(source).value);
  const tests = new Map<string, string[]>();
  for (const module of modules) {
    const names = module.rules.flatMap(({ head }) => {
      const [first] = head.ref.parts;
      return first?.kind === 'var' && first.name.startsWith('test_') ? [first.name] : [];
    });
    if (names.length > 0) tests.set(packageOf(module).replaceAll('.', '/'), names);
  }
  const { wasm, diagnostics } = compile(sources, [...tests.keys()]);
  assert.equal(diagnostics.map(renderDiagnostic), []);
  const evaluation = await Evaluation.load(wasm as Uint8Array, {
    context: () => ({ now: () => 0n, memo: new Map(), environment: new Map() }),
  });
  const failed: string[] = [];
  let count = 0;
  for (const [path, names] of tests) {
    const [row] = JSON.parse(evaluation.evaluate(undefined, path)) as { result: object }[];
    const results = (row?.result ?? {}) as Record<string, unknown>;
    for (const name of names) {
      count++;
      if (results[name] !== true) failed.push(`${path}: ${name}`);
    }
  }
  assert.equal(failed, []);
  assert.ok(count >= folders.length);
});

regoTests.run();

const inputs = suite('the inputs of a rule');

for (const folder of folders) {
  const id = `std/${folder.replace(/\/$/, '')}`;
  inputs(
    `${id} finds nothing in its good inputs, and what its golden file says in its bad ones`,
    async () => {
      // What is signed is verified with the keys and the root that belong to the test.
      const judging = { org: 'test/policies/organisation' };
      const good = await judgeFolder(join('policies', folder, 'good'), judging);
      const bad = await judgeFolder(join('policies', folder, 'bad'), judging);
      assert.equal(
        [...good.rules, ...bad.rules].filter(({ status }) => status === 'error'),
        [],
        'no rule fails to evaluate',
      );
      const path = join(golden, `${id.replaceAll('/', '-')}.txt`);
      // What only a stack of layers can show stands in the Rego tests alone, and says so in a note.
      const names = readdirSync(join(policies, folder, 'bad'));
      if (names.every((name) => name === 'note.txt')) return;
      const isUpdate = process.env['UPDATE_GOLDEN'] !== undefined;
      assert.equal(
        good.findings.filter(({ rule }) => rule === id).map(({ message }) => message),
        [],
      );
      const lines = bad.findings
        .filter(({ rule }) => rule === id)
        .map(({ message, locations: [at] }) => `${at?.uri ?? ''}:${at?.line ?? ''}: ${message}`)
        .sort();
      const text = `${lines.join('\n')}\n`;
      if (isUpdate && lines.length > 0) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
      assert.ok(lines.length > 0);
      assert.is(text, readFileSync(path, 'utf8'));
    },
  );
}

inputs.run();
