/** Kinds of documents of the user's own, from the file to the finding. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf } from '../helpers/program.js';
import { runPolicy } from '../helpers/run-policy.js';

const RULE = `# METADATA
# title: Owners answer by night
# description: A service of tier one has somebody on call.
# custom:
#   code: ACM-010
#   severity: high
#   needs: [owners]
#   remediation: Name who is on call.
package org.acme.owners.on_call

deny contains finding if {
	some owners in input.documents.owners
	owners.value.service.tier == 1
	not owners.value.service.on_call
	finding := {
		"message": sprintf("nobody is on call for %s", [owners.value.service.name]),
		"at": {"uri": owners.uri, "ptr": "/service/tier"},
	}
}
`;

const SCHEMA = JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['service'],
  properties: { service: { type: 'object', properties: { tier: { type: 'integer' } } } },
});

const ORG = `version: 1
layer: org
name: acme
policies: policies
kinds:
  owners:
    files: ["**/OWNERS.toml"]
    schema: schemas/owners.json
`;

const FILES = {
  'org/org.yaml': ORG,
  'org/policies/on_call.rego': RULE,
  'org/schemas/owners.json': SCHEMA,
  'app/svc/OWNERS.toml': '[service]\nname = "pay"\ntier = 1\n',
  'app/Dockerfile': 'FROM scratch\nUSER 10001\n',
};

const own = suite('kinds of a layer');

own('give their documents to the rules that need them', async () => {
  const folder = folderOf(FILES);
  const { code, stdout } = await runPolicy(['eval', 'app', '--org', 'org'], folder);
  assert.is(code, 1);
  assert.match(stdout, 'app/svc/OWNERS.toml:3:1: FAIL: nobody is on call for pay');
  assert.match(stdout, '3 | tier = 1');
});

own('check their files by the schema', async () => {
  const folder = folderOf({ ...FILES, 'app/svc/OWNERS.toml': '[service]\ntier = "one"\n' });
  const { code, stdout, stderr } = await runPolicy(['eval', 'app', '--org', 'org'], folder);
  assert.is(code, 4, stdout);
  assert.match(
    stdout + stderr,
    'error: app/svc/OWNERS.toml:2:1: it must be integer (at `/service/tier`), says org/schemas/owners.json',
  );
});

own('take any file with `--as`', async () => {
  const folder = folderOf({ ...FILES, 'app/owners.json': '{"service": {"name": "x", "tier": 1}}' });
  const { code, stdout } = await runPolicy(
    ['eval', 'app', '--org', 'org', '--as', 'owners=app/owners.json'],
    folder,
  );
  assert.is(code, 1);
  assert.match(stdout, 'nobody is on call for x');
});

own('hide nothing from other rules', async () => {
  const settings = 'version: 1\nlayer: repo\nname: x\nkinds: {note: {files: ["**"]}}\n';
  const folder = folderOf({ Dockerfile: 'FROM debian:12\nUSER root\n', 'policy.yaml': settings });
  const { code, stdout } = await runPolicy(['eval', '.'], folder);
  assert.is(code, 1);
  assert.match(stdout, 'DKF-006');
});

own('can be tightened by the layers below, and by nothing else', async () => {
  const settings = (kinds: string) => `version: 1\nlayer: repo\nname: x\nkinds: ${kinds}\n`;
  const folder = folderOf({
    ...FILES,
    'app/policy.yaml': settings('{owners: {schema: more.json}}'),
    'app/more.json': '{"type": "object", "required": ["contact"]}',
  });
  const { code, stdout, stderr } = await runPolicy(['eval', 'app', '--org', 'org'], folder);
  assert.is(code, 1);
  assert.match(stdout + stderr, "it must have required property 'contact', says app/more.json");
});

own('that are wrong stop everything, with their place', async () => {
  const judged = async (kinds: string, schema = '{}') => {
    const { code, stderr } = await runPolicy(
      ['eval', '.'],
      folderOf({
        Dockerfile: 'FROM scratch\n',
        'policy.yaml': `version: 1\nlayer: repo\nname: x\nkinds:\n  ${kinds}\n`,
        's.json': schema,
      }),
    );
    assert.is(code, 2, kinds);
    return stderr;
  };
  assert.match(
    await judged('dockerfile: {files: x}'),
    'policy.yaml:5:3: error: `dockerfile` is a kind',
  );
  assert.match(await judged('dockerfiles: {files: x}'), 'nearly called so');
  assert.match(await judged('Own: {files: x}'), 'policy.yaml:5:3: error: `Own` cannot name a kind');
  assert.match(await judged('own: {schema: none.json}'), 'policy.yaml:5:17');
  assert.match(await judged('own: {schema: ../none.json}'), 'leads out of the layer');
  assert.match(await judged('own: {format: yml}'), 'policy.yaml:5:17');
  assert.match(
    await judged('own: {schema: s.json}', '{"typ": 1}'),
    's.json: error: it cannot serve',
  );
  assert.match(
    await judged('own: {schema: s.json}', '{"a": 1, "a": 2}'),
    'line 1: `a` stands here',
  );
});

own('are part of what an org is pinned to', async () => {
  const digest = async (schema: string) => {
    const folder = folderOf({ ...FILES, 'org/schemas/owners.json': schema });
    const { stdout } = await runPolicy(['check', 'app', '--org', 'org'], folder);
    return /acme +1 +(sha256:\S+)/.exec(stdout)?.[1];
  };
  assert.ok(await digest(SCHEMA));
  assert.is.not(await digest(SCHEMA), await digest('{}'));
});

own('show in `policy input`', async () => {
  const { stdout, stderr } = await runPolicy(
    ['input', 'app/svc/OWNERS.toml', '--org', 'org'],
    folderOf(FILES),
  );
  assert.is(stderr, '');
  assert.equal(JSON.parse(stdout).value, { service: { name: 'pay', tier: 1 } });
});

own.run();
