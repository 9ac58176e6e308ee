/**
 * Every command that the README shows is run, in its order, in a copy of `examples/`, and must print what the README shows.
 * `UPDATE=1` writes what they print into the README.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { Ajv } from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { folderOf, shell } from './helpers/program.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = join(ROOT, 'README.md');
const text = readFileSync(README, 'utf8');

/** A fenced block with its indent and the place of its inner text. */
const BLOCK = /^([ ]*)```(\w+)\n([\s\S]*?)^[ ]*```$/gm;

interface Step {
  readonly command: string;
  readonly exit: number;
  readonly output: string;
}

/** `$ command   # exit 1`, followed by what it prints. */
function stepsOf(body: string): Step[] {
  return body.split(/^(?=\$ )/m).flatMap((part): Step[] => {
    const [first = '', ...rest] = part.split('\n');
    const match = /^\$ (.*?)(?:\s+# exit (\d+))?$/.exec(first);
    if (match === null) return [];
    const [, command = '', exit = '0'] = match;
    return [{ command, exit: Number(exit), output: rest.join('\n').trimEnd() }];
  });
}

/** How many rules there are, and how long their names, changes with the library; what becomes of the example does not. */
function settled(output: string): string {
  return output.replace(/^(pass|warn|fail): .*$/gm, '$1').replace(/ {2,}/g, '  ');
}

function unindent(body: string, indent: string): string {
  return body
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}

const readme = suite('README');

readme('shows commands that print what it shows', () => {
  const folder = folderOf({});
  cpSync(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
  let cwd = folder;
  const updated = text.replace(BLOCK, (block, indent: string, language: string, body: string) => {
    if (language !== 'console') return block;
    const lines = stepsOf(unindent(body, indent)).flatMap(({ command, exit, output }) => {
      const moved = /^cd (\S+)$/.exec(command);
      if (moved) {
        cwd = join(cwd, moved[1] as string);
        return [`$ ${command}`];
      }
      const { code, stdout, stderr } = shell(`${command} 2>&1`, cwd);
      const printed = (stdout + stderr).trimEnd();
      assert.is(code, exit, `${command}\n${printed}`);
      if (process.env['UPDATE'] !== '1')
        assert.is(
          settled(printed),
          settled(output),
          `${command}\n(UPDATE=1 npx tsx test/readme.test.ts writes it anew)`,
        );
      const mark = exit === 0 && !/# exit 0$/m.test(body) ? '' : `   # exit ${exit}`;
      const keeps = body.includes(`${command}   # exit`);
      return [`$ ${command}${keeps ? mark || '   # exit 0' : ''}`, ...(printed ? [printed] : [])];
    });
    const inner = lines.join('\n').replace(/^(?=.)/gm, indent);
    return `${indent}\`\`\`console\n${inner}\n${indent}\`\`\``;
  });
  if (process.env['UPDATE'] === '1') writeFileSync(README, updated);
});

readme('has the two commands of a fresh machine, and their parts run', () => {
  const commands = [...text.matchAll(BLOCK)]
    .filter(([, , language]) => language === 'sh')
    .flatMap(([, , , body = '']) => body.trim().split('\n'));
  const fresh = commands.filter((command) => command.startsWith('npm ci && '));
  assert.equal(fresh, ['npm ci && npx policy eval examples/first-look/bad', 'npm ci && npm test']);
  const { code, stdout } = shell('npx policy eval examples/first-look/bad', ROOT);
  assert.is(code, 1);
  assert.match(stdout, /^fail: /m);
  assert.ok(commands.includes('npx policy eval examples/first-look/good'));
  // A base image that is fine today has no support one day.
  const good = shell('npx policy eval examples/first-look/good --at 2026-12-01', ROOT);
  assert.is(good.code, 0, good.stdout);
  const scripts = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
  assert.type(scripts.test, 'string');
  assert.type(scripts.prepare, 'string');
});

readme('shows the command of the pipelines, and it runs as they run it', () => {
  const line = /^npx policy (eval --ci .*)$/m.exec(text)?.[1] ?? '';
  const central = join(ROOT, 'examples/central-policy-repo');
  for (const path of ['.github/workflows/policy.yml', '.gitlab-ci.yml']) {
    const job = readFileSync(join(central, path), 'utf8');
    const command = line.replace(
      '$GITHUB_REPOSITORY',
      path.startsWith('.github') ? '$GITHUB_REPOSITORY' : '$CI_PROJECT_PATH',
    );
    assert.ok(job.includes(`npx --yes --package drydock policy ${command}`), path);
    assert.ok(job.includes('POLICY_ORG_DIGEST'), path);
  }
  const folder = folderOf({});
  cpSync(join(central, 'repos/web-shop'), folder, { recursive: true });
  cpSync(central, join(folder, '.central'), { recursive: true });
  const checked = shell(
    'npx policy check --org .central/org --repo acme/web-shop --exclude ".central/**"',
    folder,
  );
  const digest = /^org +acme .*(sha256:[0-9a-f]{64})$/m.exec(checked.stdout)?.[1] ?? '';
  const judged = (pin: string) =>
    shell(
      `export GITHUB_REPOSITORY=acme/web-shop POLICY_ORG_DIGEST=${pin}; npx policy ${line}`,
      folder,
    );
  assert.is(judged('').code, 2);
  assert.is(judged(`sha256:${'0'.repeat(64)}`).code, 3);
  const { code, stdout, stderr } = judged(digest);
  assert.is(code, 1, stdout + stderr);
  const { runs } = JSON.parse(readFileSync(join(folder, 'policy.sarif'), 'utf8'));
  const ids = runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId);
  assert.ok(ids.includes('std/dockerfile/user-not-root'));
});

readme(
  'shows a workflow that GitHub takes, and a job that our own reader of pipelines takes',
  async () => {
    const central = join(ROOT, 'examples/central-policy-repo');
    const content = readFileSync(join(central, '.github/workflows/policy.yml'), 'utf8');
    const parsed = parseWorkflow({ name: 'policy.yml', content }, new NoOperationTraceWriter());
    assert.equal(parsed.context.errors.getErrors(), []);
    const printed = shell(
      'npx policy input --check .github/workflows/policy.yml .gitlab-ci.yml',
      central,
    );
    assert.is(printed.code, 0, printed.stdout + printed.stderr);
    const schemas = process.env['OFFICIAL_SCHEMAS'];
    if (schemas === undefined) return;
    const path = 'SchemaStore_schemastore/src/schemas/json/github-workflow.json';
    const { $schema: _, ...schema } = JSON.parse(readFileSync(join(schemas, path), 'utf8'));
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
      schema,
    );
    validate(parse(content));
    assert.equal(validate.errors ?? [], []);
  },
);

readme('names only commands and options that there are', () => {
  const help = shell('npx policy --help', ROOT).stdout;
  for (const [, command = ''] of text.matchAll(/`policy ([a-z]+)/g)) {
    assert.ok(help.includes(`policy ${command}`), command);
  }
});

readme.run();
