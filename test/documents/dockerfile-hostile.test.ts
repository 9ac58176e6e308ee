import { performance } from 'node:perf_hooks';
import { DockerfileParser } from 'dockerfile-ast';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDocument } from '../../src/documents/check-document.js';
import { parse } from '../../src/documents/dockerfile/parse.js';
import type { Stage } from '../../src/documents/dockerfile/types.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import type { Document } from '../../src/model/document.js';
import { memoryTree } from '../helpers/memory-tree.js';

const encode = (text: string) => new TextEncoder().encode(text);

function read(bytes: Uint8Array): Document {
  return checkDocument(parse({ uri: 'Dockerfile', bytes }));
}

function codes({ value }: Document): string[] {
  return value.problems.map(({ code }) => code);
}

const hostile = suite('hostile input');

hostile('is reported, and never taken for an empty file', () => {
  const inputs: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['a comment only', encode('# nothing\n')],
    ['garbage', new Uint8Array(4096).map((_, index) => (index * 7919) % 256)],
    ['zeros', new Uint8Array(1000)],
    ['an ELF file', encode('\x7fELF\x02\x01\x01\0\0\0\0')],
    ['UTF-16 without a mark', new Uint8Array([70, 0, 82, 0, 79, 0, 77, 0])],
    ['JSON', encode('{"FROM": "a"}')],
  ];
  for (const [name, bytes] of inputs) {
    const document = read(bytes);
    assert.not(document.complete, name);
    assert.ok(document.diagnostics.length > 0, name);
    assert.ok(document.value.problems.length > 0, name);
  }
});

hostile('is judged as far as it goes', () => {
  const document = read(new Uint8Array([...encode('FROM a\nLABEL x='), 0xe9, 10]));
  assert.equal(codes(document), ['encoding']);
  assert.is((document.value['stages'] as readonly Stage[]).length, 1);
  const wide = new Uint8Array(Buffer.from('\ufeffFROM a\r\nUSER b\r\n', 'utf16le'));
  assert.equal(codes(read(wide)), []);
  assert.is((read(wide).value['stages'] as readonly Stage[])[0]?.effective.user, 'b');
});

hostile('does not hang', () => {
  const long = 'x'.repeat(10_000_000);
  const inputs = [
    `FROM a\nRUN ${long}\nUSER b\n`,
    `FROM a\nRUN ${'echo x && \\\n'.repeat(60_000)}true\n`,
    `FROM a\nRUN ${'$('.repeat(20_000)}\n`,
    `FROM a\nRUN ${'sh -c "'.repeat(5000)}\n`,
    `FROM a\nENV A=${'${A:-'.repeat(12_000)}\n`,
    `FROM a\n${'ENV A=$A$A$A$A$A$A$A$A$A$A\n'.repeat(50)}`,
    `FROM a\nENV A=xxxxxxxxxx\n${'ENV A=$A$A$A$A$A$A$A$A$A$A\n'.repeat(50)}`,
    `FROM a\nLABEL ${'"'.repeat(60_000)}\n`,
    `# syntax=a${' '.repeat(60_000)}b\nFROM a\n`,
    `FROM a\nRUN <<${'EOF <<'.repeat(10_000)}EOF\n`,
    `FROM a\nCOPY [${'['.repeat(50_000)}\n`,
    `${Array.from({ length: 3000 }, (_, index) => `FROM s${index - 1} AS s${index}\n`).join('')}`,
    `FROM a\n${'ONBUILD '.repeat(8000)}RUN x\n`,
    '\\\n'.repeat(100_000),
    `FROM a\nENV ${'x'.repeat(100)}=${'a'.repeat(9000)} \nENV B=\${${'x'.repeat(100)}%%${'*a'.repeat(30)}b}\n`,
  ];
  for (const [index, text] of inputs.entries()) {
    const start = performance.now();
    const document = read(encode(text));
    const took = performance.now() - start;
    assert.ok(took < 5000, `input ${index} took ${Math.round(took)} ms`);
    assert.equal(
      document.diagnostics.filter(({ code }) => code === 'document/schema'),
      [],
    );
  }
});

hostile('leaves lines out that BuildKit cannot read, and says so', () => {
  const document = read(encode(`FROM a\nRUN ${'x'.repeat(70_000)}\nUSER b\n`));
  assert.equal(codes(document), ['long-line']);
  assert.is((document.value['stages'] as readonly Stage[])[0]?.effective.user, 'b');
});

hostile.run();

const named = suite('files that were named');

named('are an error where no kind knows them', () => {
  const files = memoryTree({ 'notes.md': 'FROM a\n', Dockerfile: 'FROM a\n' });
  const { value, diagnostics } = parseDocuments(files, ['notes.md', 'Dockerfile', 'gone'], {
    named: new Set(['notes.md', 'gone']),
  });
  assert.equal(
    value.map(({ uri }) => uri),
    ['Dockerfile'],
  );
  assert.equal(
    diagnostics.map(({ code, path }) => [code, path]),
    [
      ['document/unreadable', 'gone'],
      ['document/unreadable', 'notes.md'],
    ],
  );
});

named.run();

const editors = suite('dockerfile-ast, which serves editors');

editors('sees instructions where our scanner sees them', () => {
  const text =
    '# syntax=a\n\nARG A=1\nFROM b:$A AS c\n# note\nRUN one && \\\n  # inside\n  two\nCOPY --from=c \\\n a b\nCMD ["x"]\n';
  const theirs = DockerfileParser.parse(text)
    .getInstructions()
    .map((one) => {
      const { start, end } = one.getRange();
      return [
        one.getKeyword(),
        start.line + 1,
        start.character + 1,
        end.line + 1,
        end.character + 1,
      ];
    });
  const { value } = read(encode(text));
  const all = [
    ...(value['globalArgs'] as Stage['instr']),
    ...(value['stages'] as readonly Stage[]).flatMap(({ instr }) => instr),
  ];
  assert.equal(
    all.map(({ kw, loc }) => [kw, loc.line, loc.col, loc.endLine, loc.endCol]),
    theirs,
  );
});

editors.run();
