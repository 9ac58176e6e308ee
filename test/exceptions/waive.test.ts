import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadExceptions } from '../../src/exceptions/load-exceptions.js';
import { waive } from '../../src/exceptions/waive.js';
import type { Finding } from '../../src/model/finding.js';
import type { ExceptionRules } from '../../src/model/settings.js';
import { DAY } from '../../src/model/time.js';
import { findingWith } from '../helpers/findings.js';

const RUNS = Number(process.env['RUNS'] ?? 8000);
const NOW = Date.parse('2026-12-01T12:00:00Z');
const ROOT = 'std/dockerfile/user-not-root';
const LATEST = 'std/dockerfile/no-latest';

const NO_RULES: ExceptionRules = {
  maxDays: new Map(),
  forbid: [],
  requireDigest: [],
  approvals: new Map(),
  wildcards: false,
};

/** Judges one record, written as JSON, against findings. */
function judge(
  record: object | readonly object[],
  findings: readonly Finding[],
  rules?: Partial<ExceptionRules>,
) {
  const source = { path: 'exceptions.yaml', text: JSON.stringify(record, null, 1) };
  const { value: exceptions, diagnostics } = loadExceptions([source], 'acme');
  const names = new Map([
    ['dockerfile/user-not-root', ROOT],
    ['DKF-006', ROOT],
    [ROOT, ROOT],
    ['dockerfile/no-latest', LATEST],
    [LATEST, LATEST],
  ]);
  const waived = waive(findings, exceptions, {
    now: NOW,
    ...(rules && { rules: { ...NO_RULES, ...rules } }),
    findRule: (name) => names.get(name),
    ruleNames: [...names.keys()],
    factsOf: () => ({
      repo: 'acme/pay-api',
      images: ['reg.example:5000/acme/pay:1.2'],
      digests: [`sha256:${'a'.repeat(64)}`],
    }),
  });
  return { ...waived, diagnostics: [...diagnostics, ...waived.diagnostics] };
}

const VALID = {
  id: 'EXC-1',
  rules: ['dockerfile/user-not-root'],
  reason: 'migration booked',
  created: '2026-11-20',
  expires: '2026-12-31',
};
const isWaived = (record: object, finding = findingWith(), rules?: Partial<ExceptionRules>) =>
  judge(record, [finding], rules).findings[0]?.status === 'waived';

const matching = suite('matching');

matching(
  'waives by any name of the rule, and keeps the finding with the id of the exception',
  () => {
    for (const name of ['dockerfile/user-not-root', 'DKF-006', ROOT]) {
      const [finding] = judge({ ...VALID, rules: [name] }, [findingWith()]).findings;
      assert.is(finding?.status, 'waived');
      assert.is(finding?.exception, 'EXC-1');
      assert.is(finding?.message, 'it runs as root');
    }
  },
);

matching('needs all selectors that are present, each by one of its values', () => {
  const subject = (value: object) => isWaived({ ...VALID, subject: value });
  assert.ok(subject({ repo: 'acme/pay-*', path: ['x', 'Dockerfile'] }));
  assert.not(subject({ repo: 'acme/pay-*', path: 'docker/Dockerfile' }));
  assert.not(subject({ repo: 'acme/pay' }));
  assert.not(subject({ repo: 'cme/pay-api' }));
  assert.not(subject({ path: 'ockerfile' }));
});

matching('takes image references apart: ports, digests, defaults', () => {
  const image = (text: string) => isWaived({ ...VALID, subject: { image: text } });
  assert.ok(image('reg.example:5000/acme/pay'));
  assert.ok(image('reg.example:5000/acme/*:1.*'));
  assert.not(image('reg.example/acme/pay'));
  assert.not(image('acme/pay'));
  assert.not(image('reg.example:5000/acme/pay:1.3'));
  assert.ok(isWaived({ ...VALID, subject: { digest: `sha256:${'a'.repeat(64)}` } }));
  assert.not(isWaived({ ...VALID, subject: { digest: `sha256:${'b'.repeat(64)}` } }));
});

matching('with `values` waives these terms only, so that a worse value still fails', () => {
  assert.ok(isWaived({ ...VALID, values: ['0'] }, findingWith({ term: '0' })));
  assert.not(isWaived({ ...VALID, values: ['0'] }, findingWith({ term: '1' })));
  assert.not(isWaived({ ...VALID, values: ['0'] }, findingWith()));
});

matching('with a finding key or a check waives exactly that', () => {
  assert.ok(isWaived({ ...VALID, findingKey: 'key-1' }));
  assert.not(isWaived({ ...VALID, findingKey: 'key-2' }));
  const checked = { ...VALID, rules: [`${ROOT}#last`] };
  assert.ok(isWaived(checked, findingWith({ check: 'last' })));
  assert.not(isWaived(checked, findingWith({ check: 'first' })));
  assert.not(isWaived(checked));
});

matching('a selector whose fact the subject lacks does not match', () => {
  const source = { path: 'e.yaml', text: JSON.stringify({ ...VALID, subject: { repo: '**' } }) };
  const { value } = loadExceptions([source], 'acme');
  const { findings } = waive([findingWith()], value, {
    now: NOW,
    findRule: () => ROOT,
    ruleNames: [],
    factsOf: () => ({ images: [], digests: [] }),
  });
  assert.is(findings[0]?.status, 'fail');
});

matching.run();

const expiry = suite('expiry');

expiry('is the end of the day in UTC, or the time that is written', () => {
  assert.ok(isWaived({ ...VALID, expires: '2026-12-01' }));
  assert.not(isWaived({ ...VALID, expires: '2026-11-30' }));
  assert.ok(isWaived({ ...VALID, expires: '2026-12-01T12:00:01Z' }));
  assert.not(isWaived({ ...VALID, expires: '2026-12-01T11:59:59Z' }));
  assert.ok(isWaived({ ...VALID, expires: '2026-12-01T13:30:00+01:00' }));
});

expiry('lets an expired finding return, and says since when', () => {
  const { findings, use } = judge({ ...VALID, expires: '2026-11-30' }, [findingWith()]);
  assert.is(findings[0]?.status, 'fail');
  assert.match(findings[0]?.note ?? '', /EXC-1 expired on 2026-11-30/);
  assert.equal(use.expired, [{ id: 'EXC-1', expires: '2026-11-30' }]);
});

expiry('warns thirty days before, and reports what matches nothing', () => {
  const soon = judge({ ...VALID, expires: '2026-12-20' }, [findingWith()]);
  assert.equal(soon.use.expiring, [{ id: 'EXC-1', expires: '2026-12-20' }]);
  const late = judge({ ...VALID, expires: '2027-06-01' }, []);
  assert.equal(late.use.expiring, []);
  assert.equal(late.use.unused, ['EXC-1']);
});

expiry('a malformed or missing date waives nothing and is an error with its place', () => {
  for (const expires of [
    '2026-13-01',
    '2026-02-30',
    'never',
    '12/31/2026',
    '2026-12-31T25:00:00Z',
    '',
  ]) {
    const { findings, diagnostics } = judge({ ...VALID, expires }, [findingWith()]);
    assert.is(findings[0]?.status, 'fail', expires);
    assert.ok(
      diagnostics.some(({ severity, span }) => severity === 'error' && span),
      expires,
    );
  }
  const { expires: _, ...open } = VALID;
  assert.not(isWaived(open));
});

expiry.run();

const bounds = suite('bounds of the org');

bounds('limit how long an exception lasts, by severity', () => {
  const rules = { maxDays: new Map([['high', 30] as const]) };
  assert.ok(
    isWaived({ ...VALID, created: '2026-12-01', expires: '2026-12-31' }, findingWith(), rules),
  );
  assert.not(
    isWaived({ ...VALID, created: '2026-11-20', expires: '2026-12-31' }, findingWith(), rules),
  );
  const { created: _, ...undated } = VALID;
  assert.not(isWaived(undated, findingWith(), rules));
  assert.ok(isWaived(undated, findingWith({ severity: 'low' }), rules));
});

bounds('forbid exceptions from rules, by any name, also through wildcards', () => {
  const span = { source: { path: 'org.yaml', text: '' }, start: 0, end: 0 };
  const rules = { forbid: [{ value: 'DKF-006', span }], wildcards: true };
  assert.not(isWaived(VALID, findingWith(), rules));
  assert.not(isWaived({ ...VALID, rules: ['std/**'] }, findingWith(), rules));
  assert.ok(isWaived({ ...VALID, rules: ['std/**'] }, findingWith({ rule: LATEST }), rules));
});

bounds('want tickets, digests, and no wildcards unless they are allowed', () => {
  assert.not(isWaived(VALID, findingWith(), { requireTicket: '^SEC-[0-9]+$' }));
  assert.ok(
    isWaived({ ...VALID, ticket: 'SEC-1' }, findingWith(), { requireTicket: '^SEC-[0-9]+$' }),
  );
  assert.not(isWaived(VALID, findingWith(), { requireDigest: ['high'] }));
  assert.not(isWaived({ ...VALID, rules: ['std/**'] }));
});

bounds('count the same finding under a new id as a renewal', () => {
  const earlier = (id: string, created: string) => ({
    ...VALID,
    id,
    created,
    expires: '2026-11-25',
  });
  const records = [earlier('EXC-A', '2026-09-01'), earlier('EXC-B', '2026-10-01'), VALID];
  const status = (renewals: number) =>
    judge(records, [findingWith()], { renewals }).findings[0]?.status;
  assert.is(status(1), 'fail');
  assert.is(status(2), 'waived');
});

bounds('limit how many are active at a time: the latest do not hold', () => {
  const records = [
    { ...VALID, id: 'EXC-A', created: '2026-11-01', rules: [LATEST] },
    { ...VALID, id: 'EXC-B', created: '2026-11-02' },
  ];
  const findings = [findingWith(), findingWith({ rule: LATEST })];
  const statuses = (maxActive: number) =>
    judge(records, findings, { maxActive }).findings.map(({ status }) => status);
  assert.equal(statuses(1), ['fail', 'waived']);
  assert.equal(statuses(2), ['waived', 'waived']);
});

bounds('refuse two exceptions of one id: which of them was approved cannot be told', () => {
  assert.is(
    judge([VALID, { ...VALID, reason: 'another' }], [findingWith()]).findings[0]?.status,
    'fail',
  );
});

bounds.run();

const invalid = suite('an exception with an invalid part');

/** Ways to spoil a valid record; every one of them must make it void. */
const spoilers: readonly ((record: Record<string, unknown>) => void)[] = [
  (record) => delete record['id'],
  (record) => delete record['rules'],
  (record) => delete record['reason'],
  (record) => delete record['expires'],
  (record) => Object.assign(record, { rules: [] }),
  (record) => Object.assign(record, { rules: ['dockerfile/user-not-r00t'] }),
  (record) => Object.assign(record, { rules: ['dockerfile/user-not-rооt'] }),
  (record) => Object.assign(record, { rules: [7] }),
  (record) => Object.assign(record, { id: 'no spaces' }),
  (record) => Object.assign(record, { expires: '2027-02-29' }),
  (record) => Object.assign(record, { created: 'yesterday' }),
  (record) => Object.assign(record, { created: '2027-01-01' }),
  (record) => Object.assign(record, { subject: { image: 'not an image!' } }),
  (record) => Object.assign(record, { subject: { digest: 'sha256:12' } }),
  (record) => Object.assign(record, { subject: { path: '../Dockerfile' } }),
  (record) => Object.assign(record, { subject: { repo: [] } }),
  (record) => Object.assign(record, { subject: { repository: 'acme/pay-api' } }),
  (record) => Object.assign(record, { category: 'whatever' }),
  (record) => Object.assign(record, { evidence: { ruleDigest: 'abc' } }),
  (record) => Object.assign(record, { expire: '2099-01-01' }),
];

invalid('never waives, whatever else is right', () => {
  const record = fc.record(
    {
      ticket: fc.constantFrom('SEC-1', 'SEC-2'),
      requestedBy: fc.constantFrom('ana@acme.example', 'ben'),
      values: fc.constant(['0']),
      category: fc.constantFrom('migration', 'mitigated'),
      compensatingControls: fc.constant(['a firewall']),
      expires: fc
        .integer({ min: 1, max: 400 })
        .map((days) => new Date(NOW + days * DAY).toISOString()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      record,
      fc.subarray([...spoilers], { minLength: 1, maxLength: 3 }),
      (extra, spoil) => {
        const fields: Record<string, unknown> = { ...VALID, ...extra };
        assert.ok(isWaived(fields, findingWith({ term: '0' })));
        for (const change of spoil) change(fields);
        assert.not(isWaived(fields, findingWith({ term: '0' })));
      },
    ),
    { numRuns: RUNS },
  );
});

invalid.run();
