/** A place leads to the text of the node that it belongs to. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { stringify } from 'yaml';
import { lineStarts, type Source } from '../../src/diagnostics/source.js';
import { parse } from '../../src/documents/dockerfile/parse.js';
import type { Instruction, Stage } from '../../src/documents/dockerfile/types.js';
import { parseDocuments } from '../../src/documents/parse-documents.js';
import type { Json } from '../../src/model/json.js';
import type { TextLocation } from '../../src/model/location.js';
import { memoryTree } from '../helpers/memory-tree.js';

function textAt(source: Source, { line, col, endLine, endCol }: Omit<TextLocation, 'uri'>): string {
  const starts = lineStarts(source);
  return source.text.slice(
    (starts[line - 1] ?? 0) + col - 1,
    (starts[endLine - 1] ?? 0) + endCol - 1,
  );
}

const pointed = suite('pointers');

/** Every scalar of a value with its pointer. */
function scalars(value: Json, pointer = ''): [string, Json][] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, part]) =>
    scalars(part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

const word = fc.string({ unit: fc.constantFrom(...'ab é/~"\\:#-{}[]\n'), maxLength: 6 });
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value as fc.Arbitrary<Json>;

for (const [uri, write] of [
  ['a.json', (value: Json) => JSON.stringify(value, null, 1)],
  ['b.json', (value: Json) => JSON.stringify(value)],
  ['a.yaml', (value: Json) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })],
] as const) {
  pointed(`lead to the scalars of ${uri}`, () => {
    fc.assert(
      fc.property(anything, (value) => {
        const text = write({ root: value } as Json);
        const [document] = parseDocuments(memoryTree({ [uri]: text }), [uri], {
          as: { name: 'own', schemas: [] },
        }).value;
        assert.ok(document?.complete, text);
        assert.equal(document?.value['value'], { root: value });
        for (const [pointer, scalar] of scalars({ root: value } as Json)) {
          const at = document?.locate?.(pointer);
          assert.ok(at?.line !== undefined, `${pointer} in ${text}`);
          const { line, column: col = 0, endLine = 0, endColumn: endCol = 0 } = at;
          const found = textAt(document?.source as Source, { line, col, endLine, endCol });
          // In YAML the key belongs to it.
          if (uri.endsWith('.json'))
            assert.is(JSON.stringify(JSON.parse(found)), JSON.stringify(scalar));
          else if (typeof scalar === 'number') assert.ok(found.includes(String(scalar)), found);
        }
      }),
    );
  });
}

pointed.run();

const dockerfile = suite('places in Dockerfiles');

const lines = fc.constantFrom(
  'FROM a AS b',
  'FROM --platform=linux/arm64 a:1',
  '  RUN --mount=type=cache,target=/x apt-get install -y \\\n  # c\n\n    curl',
  'ENV A=b "C D"=e \\\n F=g',
  'LABEL l="x y"',
  'ARG V=1 W',
  'COPY --from=b --chown="1:1" x y /z/',
  'COPY <<E <<-"F" /d\nx $A\nE\n\ty\nF',
  'RUN <<E sh\necho é\nE',
  'EXPOSE 80 443/tcp',
  'CMD ["a", "b\\u0020c"]',
  'HEALTHCHECK --interval=3s CMD x || y',
  'ONBUILD RUN --network=none x',
  '# a comment',
  '',
  'BAD x',
);

dockerfile('are those of instructions, flags, pairs, heredocs and comments', () => {
  fc.assert(
    fc.property(fc.array(lines), fc.constantFrom('\n', '\r\n'), (parts, eol) => {
      const text = `FROM scratch\n${parts.join('\n')}\n`.replaceAll('\n', eol);
      const source = { path: 'Dockerfile', text };
      const { value } = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
      const check = (instruction: Instruction): void => {
        const { raw, loc, flags, kv = [], heredocs, comments, trigger, written } = instruction;
        assert.is(textAt(source, loc), raw);
        assert.ok(raw.startsWith(written));
        for (const flag of flags) {
          assert.is(textAt(source, flag.loc).replaceAll('"', ''), flag.raw.replaceAll('"', ''));
        }
        for (const { k, loc: at } of kv) {
          assert.ok(textAt(source, at).replaceAll('"', '').startsWith(k), textAt(source, at));
        }
        for (const { content, loc: at } of heredocs) assert.is(textAt(source, at), content);
        for (const { text: comment, loc: at } of comments) {
          assert.ok(textAt(source, at).includes(comment));
        }
        if (trigger) check(trigger);
      };
      for (const { instr } of value['stages'] as readonly Stage[]) instr.forEach(check);
    }),
  );
});

dockerfile.run();
