import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import { applyInlineIgnores } from '../../src/exceptions/apply-inline.js';
import { applyBaseline, loadBaseline, makeBaseline } from '../../src/exceptions/baseline.js';
import { readInlineIgnores } from '../../src/exceptions/inline-ignores.js';
import type { Finding } from '../../src/model/finding.js';
import type { BaselineRules, InlineIgnoreRules } from '../../src/model/settings.js';
import { findingWith } from '../helpers/findings.js';
import { memoryTree } from '../helpers/memory-tree.js';

const NOW = Date.parse('2026-12-01T12:00:00Z');
const RULE = 'std/dockerfile/privileged-port';

function ignore(
  text: string,
  finding: Finding,
  rules?: InlineIgnoreRules,
  lockedBy?: string,
): { status: string | undefined; codes: string[] } {
  const { value: documents } = parseDocuments(memoryTree({ Dockerfile: text }), ['Dockerfile']);
  const read = readInlineIgnores(documents);
  const { findings, diagnostics } = applyInlineIgnores([finding], read.value, {
    now: NOW,
    ...(rules && { rules }),
    hasOrg: rules !== undefined,
    findRule: (name) => (name === 'privileged-port' ? RULE : undefined),
    lockedBy: () => lockedBy,
  });
  const codes = [...read.diagnostics, ...diagnostics].map(({ code }) => code);
  return { status: findings[0]?.status, codes };
}

const low = (line?: number) =>
  findingWith({
    rule: RULE,
    severity: 'low',
    status: 'warn',
    locations: [{ uri: 'Dockerfile', ...(line !== undefined && { line }) }],
  });
const comment = (words: string) =>
  `FROM a\n# policy:ignore ${words}\nEXPOSE 80 \\\n  81\nEXPOSE 82\n`;
const GOOD = 'privileged-port reason="old balancer" expires=2026-12-20';

const inline = suite('inline ignores');

inline('waive findings of the instruction below, on all of its lines, and of no other', () => {
  assert.is(ignore(comment(GOOD), low(3)).status, 'waived');
  assert.is(ignore(comment(GOOD), low(4)).status, 'waived');
  assert.is(ignore(comment(GOOD), low(5)).status, 'warn');
  assert.is(ignore(comment(GOOD), low(1)).status, 'warn');
});

inline('waive findings about the file in their file form', () => {
  const text = comment(GOOD).replace('policy:ignore', 'policy:ignore-file');
  assert.is(ignore(text, low()).status, 'waived');
  assert.is(ignore(text, low(5)).status, 'waived');
});

inline('need a rule, a reason and an expiry that can be read', () => {
  for (const words of [
    '',
    'privileged-port',
    'privileged-port reason=x',
    'privileged-port expires=2026-12-20',
    'privileged-port reason= expires=2026-12-20',
    'privileged-port reason=x expires=soon',
    'reason=x expires=2026-12-20',
  ]) {
    const { status, codes } = ignore(comment(words), low(3));
    assert.is(status, 'warn', words);
    assert.equal(codes, ['exception/inline'], words);
  }
});

inline('hold only as the org allows: at all, by severity, by length, not for locked rules', () => {
  const allowed = { allowed: true, maxDays: 30, severities: ['low' as const] };
  assert.is(ignore(comment(GOOD), low(3), allowed).status, 'waived');
  assert.is(ignore(comment(GOOD), low(3), { allowed: false }).status, 'warn');
  assert.is(ignore(comment(GOOD), { ...low(3), severity: 'high' }, allowed).status, 'warn');
  assert.is(ignore(comment(GOOD), low(3), { ...allowed, maxDays: 3 }).status, 'warn');
  assert.is(ignore(comment(GOOD), low(3), allowed, 'acme').status, 'warn');
  const old = comment(GOOD.replace('2026-12-20', '2026-11-30'));
  assert.equal(ignore(old, low(3), allowed), {
    status: 'warn',
    codes: ['exception/inline-refused'],
  });
});

inline('are no comments inside a heredoc or a continued instruction', () => {
  const text = `FROM a\nRUN <<EOF\n# policy:ignore ${GOOD}\nEOF\nEXPOSE 80\n`;
  assert.is(ignore(text, low(5)).status, 'warn');
});

inline.run();

const BASE = { version: 1, owner: 'payments', until: '2027-01-31' };

function based(
  findings: readonly Finding[],
  entries: readonly object[],
  rules?: BaselineRules,
  lockedBy?: string,
) {
  const text = JSON.stringify({ ...BASE, entries });
  const { value, diagnostics } = loadBaseline({ path: 'b.yaml', text });
  assert.equal(diagnostics, []);
  if (value === undefined) throw new Error('no baseline');
  const result = applyBaseline(findings, value, {
    now: NOW,
    ...(rules && { rules }),
    hasOrg: rules !== undefined,
    lockedBy: () => lockedBy,
  });
  return {
    statuses: result.findings.map(({ status }) => status),
    codes: result.diagnostics.map(({ code }) => code),
  };
}

const baseline = suite('baseline');
const ENTRY = { key: 'key-1', rule: findingWith().rule, file: 'Dockerfile', count: 1 };

baseline('holds as many findings per key and file as it counted', () => {
  const two = [findingWith(), findingWith({ locations: [{ uri: 'Dockerfile', line: 9 }] })];
  assert.equal(based(two, [ENTRY]).statuses, ['baselined', 'fail']);
  const entries = makeBaseline(two).map(({ span: _, ...entry }) => entry);
  assert.equal(entries, [{ ...ENTRY, count: 2 }]);
  assert.equal(based(two, entries), { statuses: ['baselined', 'baselined'], codes: [] });
});

baseline('can only shrink: room that is left over is an error', () => {
  assert.equal(based([], [ENTRY]).codes, ['baseline/stale']);
  assert.equal(based([findingWith()], [{ ...ENTRY, count: 2 }]).codes, ['baseline/stale']);
});

baseline('holds only as the org allows, until its end, not for rules it locks', () => {
  const rules = { allowed: true, lockedRules: true };
  assert.equal(based([findingWith()], [ENTRY], rules).statuses, ['baselined']);
  assert.equal(based([findingWith()], [ENTRY], { ...rules, allowed: false }).statuses, ['fail']);
  const locked = based([findingWith()], [ENTRY], { ...rules, lockedRules: false }, 'acme');
  assert.equal(locked, { statuses: ['fail'], codes: ['baseline/refused'] });
  const until = {
    value: '2026-11-01',
    span: { source: { path: 'o', text: '' }, start: 0, end: 0 },
  };
  assert.equal(based([findingWith()], [ENTRY], { ...rules, until }).statuses, ['fail']);
});

baseline('without an owner, an end or entries is an error', () => {
  for (const text of ['{}', '{owner: x, until: never, entries: []}', '[', '']) {
    const { value, diagnostics } = loadBaseline({ path: 'b.yaml', text });
    assert.is(value, undefined, text);
    assert.ok(diagnostics.length > 0, text);
  }
});

baseline.run();
