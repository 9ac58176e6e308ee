import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import type { RegistryFacts } from '../../../src/documents/registry/types.js';
import { memoryTree } from '../../helpers/memory-tree.js';

function read(uri: string, text: string) {
  const { value, diagnostics } = parseDocuments(memoryTree({ [uri]: text }), [uri]);
  return {
    document: value[0],
    facts: value[0]?.value as unknown as RegistryFacts,
    messages: diagnostics.map(({ message }) => message),
  };
}

const registries = suite('a registry');

registries(
  'has its configuration with secrets masked, and says which are those of the template',
  () => {
    const { document, facts, messages } = read(
      'harbor.yml',
      `hostname: reg.example.com
http: {port: 80}
harbor_admin_password: Harbor12345
database: {password: hunter2}
https: {port: 443, certificate: '', private_key: /data/key}
storage_service: {s3: {accesskey: AK, secretkey: SK}}
proxy: {http_proxy: 'http://u:hunter2@proxy:80'}
external_redis: {password: $REDIS}
clair: {}
`,
    );
    assert.equal(messages, []);
    assert.equal(facts.config, {
      hostname: 'reg.example.com',
      http: { port: 80 },
      harbor_admin_password: '<masked>',
      database: { password: '<masked>' },
      https: { port: 443, certificate: '', private_key: '/data/key' },
      storage_service: { s3: { accesskey: '<masked>', secretkey: '<masked>' } },
      proxy: { http_proxy: 'http://u:<masked>@proxy:80' },
      external_redis: { password: '$REDIS' },
      clair: {},
    });
    assert.equal([facts.unknownKeys, facts.knownDefaults], [['clair'], ['/harbor_admin_password']]);
    assert.is(document?.locate?.('/https')?.line, 5);
  },
);

registries('has projects, robots and immutability rules as the API gives them', () => {
  const project = { project_id: 1, name: 'prod', metadata: { auto_scan: 'true' } };
  const robot = { name: 'robot$ci', level: 'system', expires_at: -1, permissions: [] };
  const rule = { tag_selectors: [], scope_selectors: {}, disabled: false };
  const { document, facts, messages } = read(
    'api.json',
    JSON.stringify({ projects: [project], robots: [robot], immutability: [rule] }, null, 2),
  );
  assert.equal(messages, []);
  assert.equal(
    facts.projects?.map(({ name, loc }) => [name, loc.ptr]),
    [['prod', '/projects/0']],
  );
  assert.equal(
    facts.robots?.map(({ expiresAt }) => expiresAt),
    [-1],
  );
  assert.is(facts.immutability?.length, 1);
  assert.is(document?.locate?.('/projects/0')?.line, 3);
  assert.is(read('p.json', JSON.stringify([project])).facts.projects?.length, 1);
});

registries('that is broken is reported', () => {
  assert.equal(read('harbor.yml', 'just a text').messages, [
    'it is neither a configuration of Harbor nor an answer of its API',
  ]);
  assert.is(read('harbor.yml', 'hostname: "x\n').document?.complete, false);
  assert.is(read('harbor.yml', '['.repeat(1000)).messages.length, 1);
  assert.is(read('other.json', '[{"a": 1}]').document, undefined);
});

registries.run();
