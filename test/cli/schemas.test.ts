/** The files of the example, and what commands write, fit the schemas. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { globSync } from 'glob';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { validators } from '../../src/documents/validators.generated.js';
import { parseSettings } from '../../src/layers/settings.js';
import { folderOf } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
for (const name of [
  'settings',
  'org-settings',
  'exception',
  'signatures',
  'baseline',
  'decision',
]) {
  ajv.addSchema(JSON.parse(readFileSync(join(ROOT, `schemas/${name}.json`), 'utf8')), name);
}

/** What a schema holds against a value. */
function faults(name: string, value: unknown): unknown[] {
  ajv.validate(name, value);
  return ajv.errors ?? [];
}

const schemas = suite('schemas');

schemas('describe the settings, exceptions and signatures of the example', () => {
  const found = new Map<string, number>();
  for (const path of globSync('examples/**/*.yaml', {
    cwd: ROOT,
    posix: true,
    // What the guide judges is no settings of ours.
    ignore: 'examples/seed-guide/**/{good,bad}/**',
  })) {
    const name = path.endsWith('.sig.yaml')
      ? 'signatures'
      : path.includes('/exceptions/')
        ? 'exception'
        : path.endsWith('/org.yaml')
          ? 'org-settings'
          : 'settings';
    found.set(name, (found.get(name) ?? 0) + 1);
    assert.equal(faults(name, parse(readFileSync(join(ROOT, path), 'utf8'))), [], path);
  }
  assert.equal([...found.keys()].sort(), ['exception', 'org-settings', 'settings', 'signatures']);
});

schemas('describe exceptions as rules get them', async () => {
  const central = join(ROOT, 'examples/central-policy-repo');
  const words = ['input', '--subjects', '--org', 'org', '--repo', 'acme/pay-api', 'repos/pay-api'];
  const { stdout, stderr } = await runPolicy(words, central);
  assert.is(stderr, '');
  const [{ documents }] = JSON.parse(stdout) as [
    { documents: { exception: { record: { id: string } }[] } },
  ];
  assert.equal(documents.exception.map(({ record }) => record.id).sort(), [
    'EXC-2026-009',
    'EXC-2026-014',
    'EXC-2026-015',
  ]);
  const validate = validators.get('exception');
  for (const document of documents.exception) {
    assert.ok(validate?.(document), JSON.stringify(validate?.errors));
    assert.not.ok(validate?.({ ...document, record: { ...document.record, waive: 'all' } }));
  }
});

schemas('describe what commands write', async () => {
  const folder = folderOf({ Dockerfile: 'FROM evil.example/x:latest\nUSER root\n' });
  await runPolicy(['eval', '--decision-log', 'log.jsonl'], folder);
  const [line = ''] = readFileSync(join(folder, 'log.jsonl'), 'utf8').split('\n');
  assert.equal(faults('decision', JSON.parse(line)), []);
  const { stdout } = await runPolicy(['exceptions', 'request', '--rule', 'DKF-006'], folder);
  assert.equal(faults('exception', parse(stdout)), []);
  await runPolicy(['baseline', 'create', '--owner', 'me'], folder);
  const baseline = readFileSync(join(folder, 'policy-baseline.yaml'), 'utf8');
  assert.equal(faults('baseline', parse(baseline)), []);
});

schemas('and the reader agree on what is wrong', () => {
  for (const text of [
    'version: 2\n',
    'version: 1\nlayer: nobody\n',
    'version: 1\nname: Upper\n',
    'version: 1\nrulez: {}\n',
    'version: 1\nrules: {a/b: {level: loud}}\n',
    'version: 1\nrules: {a/b: {lock: tight}}\n',
    'version: 1\nrules: [a/b]\n',
    'version: 1\ngates: {friday: {a/b: warn}}\n',
    'version: 1\nextends: [{layer: org}]\n',
    'version: 1\nteams: {}\n',
  ]) {
    const read = parseSettings({ path: 'policy.yaml', text }, 'repo');
    assert.is(read.value, undefined, text);
    assert.ok(faults('settings', parse(text)).length > 0, text);
  }
});

schemas.run();
