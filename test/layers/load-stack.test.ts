import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadStack, type StackRequest } from '../../src/layers/load-stack.js';
import { mergeLayers } from '../../src/layers/merge-layers.js';
import type { Policy } from '../../src/model/policy.js';
import { memoryTree } from '../helpers/memory-tree.js';

const TRUSTED = `# METADATA
# title: Base images come from trusted registries
# custom:
#   severity: high
#   code: DKF-003
#   needs: [dockerfile]
#   params:
#     trusted_registries: {schema: {type: array, items: {type: string}}, merge: intersect, default: ["docker.io"]}
#     min_port: {schema: {type: integer}, merge: max, default: 1024}
package std.dockerfile.trusted_base

deny contains "no" if input.x
`;

const STD = {
  'dockerfile/trusted-base/trusted_base.rego': TRUSTED,
  'profiles/recommended.yaml': 'version: 1\nrules:\n  dockerfile/trusted-base: {level: warn}\n',
};

const ORG = `version: 1
layer: org
name: acme
rules:
  dockerfile/trusted-base:
    level: enforce
    params:
      trusted_registries: [reg/a, reg/b]
`;

function request(
  repo: Record<string, string>,
  others: Record<string, Record<string, string>> = {},
  more: Partial<StackRequest> = {},
): StackRequest {
  return {
    std: { tree: memoryTree(STD), source: 'std' },
    repo: { tree: memoryTree(repo), source: '' },
    open: (source, from) => {
      const path = from === '' ? source : `${from}/${source}`;
      const files = others[path];
      return files && { tree: memoryTree(files), source: path };
    },
    ...more,
  };
}

function codes(made: StackRequest): string[] {
  const { value, diagnostics } = loadStack(made);
  return [...diagnostics, ...mergeLayers(value).diagnostics].map(({ code }) => code);
}

function policyOf(made: StackRequest): Policy {
  const { value, diagnostics } = loadStack(made);
  assert.equal(diagnostics, []);
  return mergeLayers(value).value;
}

const loading = suite('loadStack');

loading('takes std with the profile recommended where there is no policy.yaml', () => {
  const [rule] = policyOf(request({})).rules;
  assert.is(rule?.levels.get('any')?.value, 'warn');
  assert.is(rule?.rule.id, 'std/dockerfile/trusted-base');
});

loading('keeps what the org decided and says who asked for what', () => {
  const repo = `version: 1
layer: repo
name: pay
extends: [{layer: org, source: org}]
rules:
  dockerfile/trusted-base:
    level: warn
    params:
      trusted_registries: [reg/a, reg/z]
`;
  const { rules, conflicts } = policyOf(
    request({ 'policy.yaml': repo }, { org: { 'org.yaml': ORG } }),
  );
  const [rule] = rules;
  assert.is(rule?.levels.get('any')?.value, 'enforce');
  assert.is(rule?.levels.get('any')?.origin.file, 'org/org.yaml');
  assert.is(rule?.levels.get('any')?.origin.line, 6);
  assert.equal(rule?.params.get('trusted_registries')?.value, ['reg/a']);
  assert.equal(
    conflicts.map(({ field, asked, decidedBy }) => [
      field,
      asked.line,
      decidedBy.file,
      decidedBy.line,
    ]),
    [
      ['params.trusted_registries', 9, 'org/org.yaml', 8],
      ['level', 7, 'org/org.yaml', 6],
    ],
  );
});

loading('lets the first layer above std replace its values', () => {
  const repo = `version: 1
name: pay
rules:
  DKF-003: {level: off, params: {trusted_registries: [reg/mine], min_port: 1}}
`;
  const { rules, conflicts } = policyOf(request({ 'policy.yaml': repo }));
  assert.is(rules[0]?.levels.get('any')?.value, 'off');
  assert.equal(rules[0]?.params.get('trusted_registries')?.value, ['reg/mine']);
  assert.equal(conflicts, []);
});

loading('fails where a layer that is named is not there', () => {
  const repo = 'version: 1\nname: pay\nextends: [{layer: org, source: gone}]\n';
  assert.equal(codes(request({ 'policy.yaml': repo })), ['layer/missing']);
  assert.equal(codes(request({}, {}, { org: { source: 'gone' } })), ['layer/missing']);
});

loading('refuses rule code under the root of another layer', () => {
  const repo = 'version: 1\nname: pay\nroot: repo.pay\npolicies: [policies]\n';
  for (const name of ['std.dockerfile.trusted_base', 'std', 'repo', 'repo.payx', 'org.acme.x']) {
    const files = { 'policy.yaml': repo, 'policies/a.rego': `package ${name}\n\nx := 1\n` };
    assert.equal(codes(request(files)), ['layer/foreign-package'], name);
  }
});

loading('refuses another org than the one that the pipeline gives', () => {
  const repo = 'version: 1\nname: pay\nextends: [{layer: org, source: other}]\n';
  const other = { 'org.yaml': ORG.replace('acme', 'evil') };
  const made = request(
    { 'policy.yaml': repo },
    { other, org: { 'org.yaml': ORG } },
    { org: { source: 'org' } },
  );
  assert.equal(codes(made), ['layer/other-org']);
});

loading('gives a repository the teams that the org decides, not those it names', () => {
  const org = `${ORG}teams:\n  pay: {repos: ["acme/pay-*"], source: teams/pay}\n  web: {repos: ["acme/web"], source: teams/web}\n`;
  const team = (name: string) => ({
    'team.yaml': `version: 1\nlayer: team\nname: ${name}\nrules:\n  DKF-003: {severity: critical}\n`,
  });
  const others = {
    org: { 'org.yaml': org },
    'org/teams/pay': team('pay'),
    'org/teams/web': team('web'),
  };
  const given = { org: { source: 'org' }, repoName: 'acme/pay-api' };
  const { value } = loadStack(request({}, others, given));
  assert.equal(
    value.map(({ layer }) => layer.name),
    ['std', 'acme', 'pay'],
  );
  const repo = 'version: 1\nname: x\nextends: [{layer: team, source: org/teams/web}]\n';
  assert.equal(codes(request({ 'policy.yaml': repo }, others, given)), ['layer/team-not-assigned']);
});

loading('pins an org with all teams it declares, and nobody who only has its name', () => {
  const org = `${ORG}teams:\n  pay: {repos: ["acme/pay-*"], source: teams/pay}\n  web: {repos: ["acme/web"], source: teams/web}\n`;
  const team = (name: string, severity: string) => ({
    'team.yaml': `version: 1\nlayer: team\nname: ${name}\nrules:\n  DKF-003: {severity: ${severity}}\n`,
  });
  const others = (severity: string, profile = 'rules: {}') => ({
    org: { 'org.yaml': org, 'profiles/house.yaml': `version: 1\n${profile}\n` },
    'org/teams/pay': team('pay', 'critical'),
    'org/teams/web': team('web', severity),
  });
  const repo = {
    'policy.yaml': 'version: 1\nlayer: repo\nname: acme\nroot: repo.x\nprofile: recommended\n',
  };
  const digestOf = (folders: Record<string, Record<string, string>>) =>
    loadStack(request(repo, folders, { org: { source: 'org' } })).value[1]?.layer.digest ?? '';
  const digest = digestOf(others('high'));
  assert.is(digestOf(others('high')), digest);
  assert.is.not(digestOf(others('critical')), digest, 'a team of another repository');
  assert.is.not(digestOf(others('high', 'name: house')), digest, 'a profile that teams may name');
  const pinned = (pin?: string) => {
    const source = { source: 'org', ...(pin !== undefined && { digest: pin }) };
    const made = request(repo, others('high'), { org: source, repoName: 'acme/pay-api' });
    const { value, pinned: found, diagnostics } = loadStack(made);
    return {
      codes: diagnostics.map(({ code }) => code),
      layers: value
        .filter((entry) => found.has(entry))
        .map(({ layer }) => [layer.kind, layer.name]),
    };
  };
  assert.equal(pinned(digest), {
    codes: [],
    layers: [
      ['org', 'acme'],
      ['team', 'pay'],
    ],
  });
  assert.equal(pinned(), { codes: [], layers: [] });
  assert.equal(pinned(`sha256:${'0'.repeat(64)}`), { codes: ['layer/digest'], layers: [] });
});

loading('leaves alone manifests of Kubernetes that are called policy.yaml', () => {
  const manifest = 'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: x}\n';
  const { value, diagnostics } = loadStack(
    request({ 'policy.yaml': manifest, 'deploy/policy.yaml': manifest }),
  );
  assert.equal(diagnostics, []);
  assert.equal(
    value.map(({ layer }) => layer.name),
    ['std'],
  );
  const settings = { 'policy.yaml': `${manifest}rules: {DKF-003: {level: off}}\n` };
  assert.ok(codes(request(settings)).includes('record/unknown-key'));
});

loading(
  'refuses unknown keys, unknown rules of an org, duplicate keys, anchors and paths that leave',
  () => {
    const settings = (text: string) =>
      codes(request({ 'policy.yaml': `version: 1\nname: x\n${text}` }));
    assert.equal(settings('rulez: {}\n'), ['record/unknown-key']);
    assert.equal(settings('rules: {a/b: {level: warn}, a/b: {level: off}}\n'), [
      'record/duplicate-key',
    ]);
    assert.equal(settings('include: &a [x]\nexclude: *a\n'), [
      'record/indirect-yaml',
      'record/indirect-yaml',
    ]);
    assert.equal(settings('policies: [../../etc]\n'), ['settings/path']);
    assert.equal(settings('rules: {dockerfile/trustd-base: {level: warn}}\n'), [
      'settings/unknown-rule',
    ]);
    assert.equal(settings('rules: {DKF-003: {params: {trusted: []}}}\n'), [
      'settings/unknown-parameter',
    ]);
    assert.equal(settings('teams: {}\nrules: {DKF-003: {level: warn}}\n'), ['settings/org-only']);
  },
);

loading.run();
