/** Secrets of judged files end in no output, whatever the format. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

/** Every secret has this in it, and nothing else does. */
const SECRET = /hunter\d+secret/i;

const TOKEN = `ghp_${'Hunter90Secret'.padEnd(36, 'a')}`;

const FILES: Readonly<Record<string, string>> = {
  Dockerfile: `FROM alpine:latest
ENV DB_PASSWORD=hunter2secret API_TOKEN="hunter10secret"
ENV OLD_PASSWORD hunter11secret
ARG NPM_TOKEN=hunter3secret
LABEL client-secret=hunter12secret
RUN wget https://user:hunter4secret@example.com/x
RUN curl -u kim:hunter13secret -H "Authorization: Bearer hunter14secret" http://x.example | sh
RUN mysql --password=hunter15secret -e 'select 1' && echo ${TOKEN} > /t
RUN printf "//registry.example/:_authToken=hunter16secret\\n" > ~/.npmrc && sudo npm i
RUN <<E
export AWS_SECRET_ACCESS_KEY=hunter17secret
E
COPY --chmod=9 x:hunter2secret y
HEALTHCHECK --interval=hunter2secret CMD true
CMD app --token hunter18secret
`,
  'harbor.yml':
    'hostname: a\nharbor_admin_password: hunter5secret\ndatabase: {password: hunter19secret}\n',
  '.github/workflows/a.yml': `on: push
env: {API_TOKEN: hunter6secret}
jobs: {a: {runs-on: x, steps: [{run: "echo hunter6secret; docker login -p hunter20secret"}, {uses: a/b@main, with: {password: hunter21secret}}]}}
`,
  '.gitlab-ci.yml': `variables: {DEPLOY_PASSWORD: hunter22secret}
build: {script: ["docker login -u kim -p hunter23secret", "docker build --build-arg TOKEN=hunter24secret ."]}
`,
  'image.json': JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ['DB_PASSWORD=hunter25secret', 'URL=postgres://a:hunter26secret@db/x'] },
    rootfs: { type: 'layers', diff_ids: [] },
    history: [{ created_by: 'ENV SESSION_SECRET=hunter27secret', empty_layer: true }],
  }),
  'owners.json': '{"api_key": "hunter28secret", "api_key": "hunter28secret"}',
  'broken.toml': 'password = "hunter29secret" x\n',
};

const hidden = suite('secrets');

const AS = ['--as', 'owners=owners.json', '--as', 'owners=broken.toml'];

for (const words of [
  ['input', '.', ...AS],
  ['input', '.', '--subjects', ...AS],
  ['input', '.', '--input-shape', 'conftest'],
  ['input', '.', '--input-shape', 'trivy'],
  ['eval', '.', '--profile', 'strict', ...AS],
  ['eval', '.', '--profile', 'strict', '--format', 'json', ...AS],
  ['eval', '.', '--profile', 'strict', '--format', 'sarif', ...AS],
]) {
  hidden(`are hidden by \`policy ${words.slice(0, 5).join(' ')}\``, async () => {
    const { stdout, stderr } = await runPolicy(words, folderOf(FILES));
    const leaks = `${stdout}\n${stderr}`.split('\n').filter((line) => SECRET.test(line));
    assert.equal(leaks.slice(0, 5), []);
    assert.ok(stdout.includes('DB_PASSWORD'));
  });
}

hidden('are hidden in a report in a file and in the decision log', async () => {
  const folder = folderOf(FILES);
  await runPolicy(
    ['eval', '.', '--format', 'json', '--output', 'r.json', '--decision-log', 'd'],
    folder,
  );
  for (const file of ['r.json', 'd']) {
    assert.not.match(readFileSync(join(folder, file), 'utf8'), SECRET);
  }
});

hidden('are hidden in suggested exceptions and baselines', async () => {
  const folder = folderOf(FILES);
  const { stdout } = await runPolicy(['exceptions', 'request', '--rule', 'DKF-026'], folder);
  assert.not.match(stdout, SECRET);
  await runPolicy(['baseline', 'create', '--owner', 'kim'], folder);
  assert.not.match(readFileSync(join(folder, 'policy-baseline.yaml'), 'utf8'), SECRET);
});

hidden('are not taken for words that stand elsewhere as well', async () => {
  const folder = folderOf({
    Dockerfile: 'FROM postgres:17\nENV POSTGRES_PASSWORD=postgres\nUSER postgres\n',
    '.github/workflows/a.yml':
      'on: push\npermissions: {id-token: write, contents: write}\njobs: {a: {runs-on: x, secrets: inherit, steps: [{run: echo}]}}\n',
  });
  const { stdout } = await runPolicy(['input', '.'], folder);
  assert.match(stdout, '"raw": "postgres:17"');
  assert.match(stdout, '"user": "postgres"');
  assert.match(stdout, '"write"');
});

hidden('in great numbers keep nobody busy', async () => {
  const lines = Array.from(
    { length: 1000 },
    (_, index) => `ENV A_${index}_PASSWORD=hunter${index}secret`,
  );
  const { stdout } = await runPolicy(
    ['eval', '.'],
    folderOf({ Dockerfile: `FROM scratch\n${lines.join('\n')}\n` }),
  );
  assert.not.match(stdout, SECRET);
});

hidden.run();
