import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { renderDiagnostic } from '../../../src/diagnostics/render.js';
import { readSubjectFile } from '../../../src/documents/subjects/declaration.js';

const schema = JSON.parse(
  readFileSync(new URL('../../../schemas/subject.json', import.meta.url), 'utf8'),
) as object;
const fits = new Ajv({ strict: false, validateFormats: false }).compile(schema);

const FULL = `version: 1
name: pay-api
source: {repo: acme/pay, commit: ${'c'.repeat(40)}, ref: refs/heads/main}
build: {dockerfile: Dockerfile, context: .., target: runtime, platform: linux/arm64}
image: {digest: "sha256:${'a'.repeat(64)}", tags: [pay:1]}
environment: production
documents:
  - reports/*.json
  - {path: ../sbom.json, kind: sbom}
`;

const reading = suite('readSubjectFile');

reading('places paths below the judged folder', () => {
  const { value, diagnostics } = readSubjectFile({ path: 'deploy/subject.yaml', text: FULL });
  assert.equal(diagnostics, []);
  assert.equal(value?.build, {
    dockerfile: 'deploy/Dockerfile',
    context: '.',
    target: 'runtime',
    platform: 'linux/arm64',
  });
  assert.equal(
    value?.documents.map(({ path, kind }) => [path.value, kind?.value]),
    [
      ['deploy/Dockerfile', 'dockerfile'],
      ['deploy/reports/*.json', undefined],
      ['sbom.json', 'sbom'],
    ],
  );
  assert.ok(fits(parse(FULL)), JSON.stringify(fits.errors));
});

reading('says what is wrong and where, and the schema agrees', () => {
  for (const [text, code, line] of [
    ['name: a\ndocuments: x\n', 'record/missing-key', 1],
    ['version: 2\nname: a\ndocuments: x\n', 'subject/version', 1],
    ['version: 1\ndocuments: x\n', 'record/missing-key', 1],
    ['version: 1\nname: a\n', 'record/missing-key', 1],
    ['version: 1\nname: a\ndocumnets: x\n', 'record/unknown-key', 3],
    ['version: 1\nname: a\ndocuments: [/etc/passwd]\n', 'subject/path', 3],
    ['version: 1\nname: a\ndocuments: x\nimage: {digest: latest}\n', 'record/wrong-value', 4],
    ['version: 1\nname: a\ndocuments: x\nsource: {commit: main}\n', 'record/wrong-value', 4],
    ['version: 1\nname: a\ndocuments: [{kind: sbom}]\n', 'record/missing-key', 3],
  ] as const) {
    const { value, diagnostics } = readSubjectFile({ path: 'subject.yaml', text });
    assert.is(value, undefined, text);
    const [first] = diagnostics.filter((one) => one.code === code).map(renderDiagnostic);
    assert.ok(
      first?.startsWith(`subject.yaml:${line}:`),
      `${text}${diagnostics.map(renderDiagnostic)}`,
    );
    assert.not.ok(fits(parse(text)), text);
  }
});

reading('refuses what leads out of the judged folder', () => {
  const text = 'version: 1\nname: a\ndocuments: [../../x.json]\n';
  const { diagnostics } = readSubjectFile({ path: 'a/subject.yaml', text });
  assert.equal(
    diagnostics.map(({ code }) => code),
    ['subject/path'],
  );
});

reading.run();
