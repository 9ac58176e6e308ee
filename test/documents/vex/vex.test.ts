import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { VexFacts } from '../../../src/documents/vex/types.js';
import { readDocument } from '../../helpers/read-document.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const OPENVEX = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://example.com/vex/1',
  author: 'Acme',
  timestamp: '2026-01-01T00:00:00Z',
  version: 3,
  statements: [
    {
      vulnerability: { name: 'CVE-2026-1', aliases: ['GHSA-1'] },
      products: [
        {
          '@id': `pkg:oci/web@sha256%3A${'a'.repeat(64)}`,
          subcomponents: [{ '@id': 'pkg:apk/alpine/libssl3@3.0.8-r3' }],
        },
      ],
      status: 'not_affected',
      justification: 'vulnerable_code_not_present',
    },
  ],
};

const read = (content: object | string) => readDocument<VexFacts>('a.vex.json', content);

const openvex = suite('OpenVEX');

openvex('gives statements with products and their parts', () => {
  const { facts, document, messages, lineAt } = read(OPENVEX);
  assert.equal(messages, []);
  assert.equal([document?.kind, document?.value.format], ['vex', 'openvex']);
  assert.equal(facts.document, {
    id: 'https://example.com/vex/1',
    author: 'Acme',
    version: '3',
    timestamp: '2026-01-01T00:00:00Z',
  });
  const [statement] = facts.statements;
  assert.equal(
    [statement?.id, statement?.aliases, statement?.status, statement?.justification],
    ['CVE-2026-1', ['GHSA-1'], 'not_affected', 'vulnerable_code_not_present'],
  );
  assert.is(statement?.timestamp, '2026-01-01T00:00:00Z');
  assert.equal(statement?.products[0]?.digests, [DIGEST]);
  assert.is(statement?.products[0]?.subcomponents[0]?.purl, 'pkg:apk/alpine/libssl3@3.0.8-r3');
  assert.is(lineAt('/statements/0/status'), '"status": "not_affected",');
});

openvex('is read in its first draft, where names are mere texts', () => {
  const { facts, messages } = read({
    ...OPENVEX,
    '@context': 'https://openvex.dev/ns',
    statements: [
      {
        vulnerability: 'CVE-2026-1',
        products: ['pkg:apk/wolfi/git@2.39'],
        subcomponents: ['pkg:apk/wolfi/libgit@2'],
        status: 'fixed',
      },
    ],
  });
  assert.equal(messages, []);
  const [product] = facts.statements[0]?.products ?? [];
  assert.equal(
    [product?.purl, product?.subcomponents[0]?.purl],
    ['pkg:apk/wolfi/git@2.39', 'pkg:apk/wolfi/libgit@2'],
  );
});

openvex('that is not whole is told with the place', () => {
  const { messages, document } = read({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    statements: [
      { vulnerability: {}, status: 'fine' },
      { ...OPENVEX.statements[0], status: 'not_affected', justification: '' },
    ],
  });
  assert.equal(messages, [
    'it names no vulnerability (at `/statements/0`)',
    'it names no product (at `/statements/0`)',
    '`fine` is no status (at `/statements/0`)',
    'it does not say when it was made (at `/statements/0`)',
    '`not_affected` needs a justification or an impact statement (at `/statements/1`)',
  ]);
  assert.is(document?.complete, true);
});

openvex.run();

const csaf = suite('CSAF');

const CSAF = {
  document: {
    category: 'csaf_vex',
    csaf_version: '2.0',
    publisher: { name: 'Acme' },
    tracking: { id: 'A-1', version: '1', current_release_date: '2026-01-01T00:00:00Z' },
  },
  product_tree: {
    branches: [
      {
        branches: [
          {
            product: {
              product_id: 'lib',
              product_identification_helper: { purl: 'pkg:npm/lib@1' },
            },
          },
        ],
      },
    ],
    full_product_names: [
      {
        product_id: 'web',
        product_identification_helper: {
          hashes: [{ file_hashes: [{ algorithm: 'sha256', value: 'a'.repeat(64) }] }],
        },
      },
    ],
    relationships: [
      {
        category: 'default_component_of',
        product_reference: 'lib',
        relates_to_product_reference: 'web',
        full_product_name: { product_id: 'web:lib' },
      },
    ],
  },
  vulnerabilities: [
    {
      cve: 'CVE-2026-1',
      product_status: { known_not_affected: ['web:lib'], under_investigation: ['web'] },
      flags: [{ label: 'component_not_present', product_ids: ['web:lib'] }],
    },
  ],
};

csaf('gives a statement for each product and status, parts within their wholes', () => {
  const { facts, messages, document, lineAt } = read(CSAF);
  assert.equal(messages, []);
  assert.is(document?.value.format, 'csaf');
  assert.equal(
    facts.statements.map(({ status, justification, products }) => [
      status,
      justification,
      products[0]?.digests,
      products[0]?.subcomponents.map(({ purl }) => purl),
    ]),
    [
      ['not_affected', 'component_not_present', [DIGEST], ['pkg:npm/lib@1']],
      ['under_investigation', null, [DIGEST], []],
    ],
  );
  assert.is(lineAt(facts.statements[0]?.loc.ptr ?? ''), '"web:lib"');
});

csaf('ends where branches lie within branches without end', () => {
  let branches: object[] = [];
  for (let depth = 0; depth < 200; depth++) branches = [{ branches }];
  assert.is(read({ ...CSAF, product_tree: { branches } }).facts.statements.length, 2);
});

csaf.run();

const broken = suite('broken VEX documents');

broken('are reported and not complete', () => {
  const whole = JSON.stringify(OPENVEX);
  for (const text of [whole.slice(0, -20), `${whole}\n${whole}`]) {
    const { document, diagnostics } = read(text);
    assert.is(document?.kind, 'vex');
    assert.is(document?.complete, false);
    assert.is(diagnostics.length, 1);
  }
});

broken.run();
