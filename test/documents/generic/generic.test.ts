import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileSchema } from '../../../src/documents/generic/compile-schema.js';
import { parseDocuments } from '../../../src/documents/parse-documents.js';
import type { OwnKind } from '../../../src/model/own-kind.js';
import { memoryTree } from '../../helpers/memory-tree.js';

const KIND: OwnKind = { name: 'owners', schemas: [] };

function read(uri: string, text: string, kind: OwnKind = KIND) {
  const { value, diagnostics } = parseDocuments(memoryTree({ [uri]: text }), [uri], {
    as: kind,
    named: new Set([uri]),
  });
  const [document] = value;
  return {
    document,
    value: document?.value['value'],
    at: (pointer: string) => {
      const found = document?.locate?.(pointer);
      return found && `${found.line}:${found.column}-${found.endLine}:${found.endColumn}`;
    },
    messages: diagnostics.map(({ message, span }) =>
      span ? `${span.source.text.slice(span.start, span.end)} | ${message}` : message,
    ),
  };
}

const generic = suite('a document of a kind of its own');

generic('holds what the file says, with places', () => {
  const yaml = read('v.yaml', 'a:\n  b: [1, 2]\n');
  assert.equal([yaml.value, yaml.at('/a/b')], [{ a: { b: [1, 2] } }, '2:3-2:12']);
  assert.is(yaml.document?.kind, 'owners');
  const json = read('v.json', '{\n"a": 1}');
  assert.equal([json.value, json.at('/a')], [{ a: 1 }, '2:6-2:7']);
  const several = read('v.yaml', 'a: 1\n---\nb: 2\n');
  assert.equal(several.value, [{ a: 1 }, { b: 2 }]);
  assert.is(several.at('/1/b'), '3:1-3:5');
});

generic('reads TOML', () => {
  const { value, at, messages } = read(
    'o.toml',
    'title = "x"\n[owner]\nname.first = "kim"\nsince = 2026-11-02\nrate = 0.5\nmax = inf\n[[team]]\nid = 1\n[[team]]\nid = 2\n[team.lead]\nmail = """a\nb"""\n',
  );
  assert.equal(messages, []);
  assert.equal(value, {
    title: 'x',
    owner: { name: { first: 'kim' }, since: '2026-11-02', rate: 0.5, max: 'inf' },
    team: [{ id: 1 }, { id: 2, lead: { mail: 'a\nb' } }],
  });
  assert.is(at('/owner/name/first'), '3:6-3:19');
  assert.is(at('/team/1/id'), '10:1-10:7');
  assert.is(at('/team/1/lead/mail'), '12:1-13:5');
  assert.equal(read('o.toml', 'a = 1\na = 2\n').messages, [
    'a | defining a key multiple times is invalid',
  ]);
  assert.equal(read('o.toml', '"__proto__" = 1\n').value, JSON.parse('{"__proto__": 1}'));
});

generic('reads INI files and properties', () => {
  const ini = read('a.ini', 'top = 1\n; c\n[a.b]\nkey: "x y"\nempty=\nflag\n');
  assert.equal(ini.value, { top: '1', 'a.b': { key: 'x y', empty: '', flag: null } });
  assert.is(ini.at('/a.b/key'), '4:1-4:11');
  assert.equal(read('a.ini', '[a]\nx=1\nx=2\n[a]\n[b\n').messages, [
    'x | `x` stands here twice',
    'a | `a` stands here twice',
    '[b | the section has no end',
  ]);
  const properties = read('a.properties', '! c\na.b=1\\\n  2\nname value\\u0041\nc\\:d: e\n');
  assert.equal(properties.value, { 'a.b': '12', name: 'valueA', 'c\\:d': 'e' });
});

generic('reads XML, element by element', () => {
  const { value, at } = read('p.xml', '<project v="1.10">\n <dep id="a">x</dep></project>');
  assert.equal(value, {
    name: 'project',
    namespace: '',
    attributes: { v: '1.10' },
    text: '',
    children: [{ name: 'dep', namespace: '', attributes: { id: 'a' }, text: 'x', children: [] }],
  });
  assert.is(at('/children/0/attributes/id'), '2:7-2:13');
});

generic('takes the format from its kind, the name or the beginning', () => {
  assert.equal(read('OWNERS', 'a=1\n', { ...KIND, format: 'ini' }).value, { a: '1' });
  assert.equal(read('OWNERS', '{"a": 1}').value, { a: 1 });
  assert.equal(read('OWNERS', 'a: 1').value, { a: 1 });
  assert.is((read('OWNERS', ' <a/>').value as { name: string }).name, 'a');
});

generic('that cannot be read is reported and not complete', () => {
  for (const [uri, text] of [
    ['v.json', '{'],
    ['v.json', '{"a": 1, "a": 2}'],
    ['v.yaml', 'a: "b\n'],
    ['v.toml', 'a = \n'],
    ['v.toml', `a = ${'['.repeat(1000)}${']'.repeat(1000)}`],
    ['v.xml', '<a>'],
    ['v.xml', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['v.ini', '[a'],
  ] as const) {
    const { document, messages } = read(uri, text);
    assert.is(document?.complete, false, text.slice(0, 50));
    assert.is(messages.length, 1);
  }
});

generic.run();

const schemas = suite('compileSchema');

async function checked(schema: object, uri: string, text: string): Promise<readonly string[]> {
  const made = await compileSchema('org/owners.json', schema as never);
  if (typeof made === 'string') return [made];
  return read(uri, text, { ...KIND, schemas: [made] }).messages;
}

const OWNERS = {
  type: 'object',
  required: ['team'],
  additionalProperties: false,
  properties: {
    team: { type: 'string' },
    tier: { enum: ['a', 'b'] },
    since: { type: 'string', format: 'date' },
  },
};

schemas('hold with the places of what breaks them', async () => {
  assert.equal(await checked(OWNERS, 'o.toml', 'team = "x"\ntier = "a"\nsince = 2026-11-02\n'), []);
  assert.equal(await checked(OWNERS, 'o.toml', 'team = 1\ntier = "c"\nmore = 1\nsince = "x"\n'), [
    'more = 1 | `more` is not known here (at `/more`), says org/owners.json',
    'team = 1 | it must be string (at `/team`), says org/owners.json',
    'tier = "c" | it must be equal to one of the allowed values: "a", "b" (at `/tier`), says org/owners.json',
    'since = "x" | it must match format "date" (at `/since`), says org/owners.json',
  ]);
  assert.equal(await checked(OWNERS, 'o.yaml', '{}'), [
    "{} | it must have required property 'team', says org/owners.json",
  ]);
});

schemas('of newer dialects are known, slips and foreign references are not', async () => {
  const newer = 'https://json-schema.org/draft/2020-12/schema';
  assert.equal(
    await checked(
      {
        $schema: newer,
        prefixItems: [{ type: 'string' }],
        type: 'array',
        items: false,
        minItems: 1,
        maxItems: 1,
      },
      'a.json',
      '[1]',
    ),
    ['1 | it must be string (at `/0`), says org/owners.json'],
  );
  assert.equal(await checked({ requierd: ['a'] }, 'a.json', '{}'), [
    'strict mode: unknown keyword: "requierd"',
  ]);
  const [missing = ''] = await checked({ $ref: 'https://x.example/y.json' }, 'a.json', '{}');
  assert.match(missing, "can't resolve reference");
  assert.equal(await checked({ $schema: 'https://x.example/z' }, 'a.json', '{}'), [
    'the dialect `https://x.example/z` is not known',
  ]);
});

schemas.run();
