import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { positionAt } from '../../../src/diagnostics/source.js';
import { checkModules } from '../../../src/rego/compile.js';
import type * as ast from '../../../src/rego/syntax/ast.js';
import { parseModule } from '../../../src/rego/syntax/parse.js';

const parsed = (text: string) => parseModule({ path: 'a.rego', text });

/** `line: message` of what is wrong with metadata. */
function faults(text: string): string[] {
  return parsed(text).diagnostics.map(({ message, span, details }) => {
    const line = span && positionAt(span.source, span.start).line;
    return [`${line}: ${message}`, ...(details?.lines ?? [])].join(' ');
  });
}

/** What a block says, above a rule. */
const above = (yaml: string): string =>
  `package a\n# METADATA\n${yaml
    .split('\n')
    .map((line) => `# ${line}`)
    .join('\n')}\np := 1\n`;

const scopes = suite('scopes of metadata');

const scopesOf = (text: string): [ast.Annotations['scope'], ast.Annotations['target']][] =>
  parsed(text).value.annotations.map(({ scope, target }) => [scope, target]);

scopes('are the rule or package that follows, unless written', () => {
  assert.equal(scopesOf(above('title: x')), [['rule', { kind: 'rule', index: 0 }]]);
  assert.equal(scopesOf('# METADATA\n# title: x\npackage a\n'), [['package', { kind: 'package' }]]);
});

scopes('are the document where a rule is an entrypoint', () => {
  assert.equal(scopesOf(above('entrypoint: true')), [['document', { kind: 'rule', index: 0 }]]);
});

scopes('must be known, and fit what follows', () => {
  assert.equal(faults(above('scope: file')), [
    "3: invalid annotation scope 'file'. Use one of 'rule', 'document', 'package', or 'subpackages'",
  ]);
  assert.equal(faults(above('title: x\nscope: package')), [
    "4: annotation scope 'package' must be applied to package (have rule)",
  ]);
  assert.equal(faults('# METADATA\n# scope: rule\npackage a\n'), [
    "2: annotation scope 'rule' must be applied to rule (have package)",
  ]);
});

scopes('of entrypoints are documents and packages', () => {
  assert.equal(faults(above('scope: rule\nentrypoint: true')), [
    "4: annotation entrypoint applied to non-document or package scope 'rule'",
  ]);
});

scopes('are not imports, and not nothing', () => {
  assert.match(
    faults('package a\n# METADATA\n# title: x\nimport data.b\np := b\n').join(),
    /^2: metadata stands above an import/,
  );
  assert.match(
    faults('package a\np := 1\n# METADATA\n# title: x\n').join(),
    /^3: unattached metadata/,
  );
});

scopes('are annotated once, in all modules', () => {
  const document = '# METADATA\n# scope: document\np := 1\n';
  const { diagnostics } = checkModules([
    { path: 'a.rego', text: `# METADATA\n# title: x\npackage a\n${document}` },
    { path: 'b.rego', text: `# METADATA\n# title: y\npackage a\n${document}` },
  ]);
  assert.equal(
    diagnostics.map(({ message }) => message),
    ['package annotation redeclared: a.rego:1', 'document annotation redeclared: a.rego:4'],
  );
});

scopes.run();

const blocks = suite('blocks of metadata');

blocks('may stand one below the other', () => {
  const { value, diagnostics } = parsed(
    'package a\n# METADATA\n# title: x\n# METADATA\n# title: y\np := 1\n',
  );
  assert.equal(diagnostics, []);
  assert.equal(
    value.annotations.map((one) => one.value),
    [{ title: 'x' }, { title: 'y' }],
  );
});

blocks('say in which line their YAML is wrong', () => {
  assert.match(faults(above('title: x\ncustom: [')).join(), /^4: yaml: /);
  assert.match(faults('package a\n# METADATA\np := 1\n').join(), /^2: expected METADATA block/);
});

blocks('say which field has the wrong type', () => {
  assert.equal(faults(above('title: x\nentrypoint: maybe')), [
    '4: yaml: unmarshal errors: line 2: cannot unmarshal !!str `maybe` into bool',
  ]);
  assert.equal(faults(above('organizations:\n- a\n- [b]')), [
    '5: yaml: unmarshal errors: line 3: cannot unmarshal !!seq into string',
  ]);
  assert.equal(faults(above('custom: 1')), [
    '3: yaml: unmarshal errors: line 1: cannot unmarshal !!int `1` into map[string]interface {}',
  ]);
});

blocks('name authors, resources and schemas in known forms', () => {
  assert.equal(
    faults(
      above(`authors:
- Jane <jane@example.com>
- {name: Joe, email: joe@example.com}
related_resources:
- https://example.com
- {ref: "https://example.com/x", description: y}
schemas:
- input: schema.api["v-1"]
- data.acl: {type: object}`),
    ),
    [],
  );
  assert.match(faults(above('authors: [{mail: x}]')).join(), /invalid author definition map\[/);
  assert.match(faults(above('related_resources: [{title: x}]')).join(), /'ref' value required/);
  assert.equal(faults(above('schemas:\n- output: schema.x')), ['3: invalid document reference']);
  assert.equal(faults(above('schemas:\n- input: api.x')), ['3: invalid schema reference']);
});

blocks('leave fields alone that are not known', () => {
  assert.equal(faults(above('severity: high\ncode: [1]')), []);
});

blocks.run();
