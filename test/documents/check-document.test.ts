import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDocument } from '../../src/documents/check-document.js';
import { contextOf } from '../../src/documents/context/context-document.js';
import { parse } from '../../src/documents/dockerfile/parse.js';
import { memoryTree } from '../helpers/memory-tree.js';

const checking = suite('checkDocument');

const text = `# syntax=docker/dockerfile:1
ARG V=1
FROM a:$V AS b
RUN --mount=type=secret,id=x,required=true --mount=type=cache,dst=/c,ro <<E cat > /x
one
E
ONBUILD COPY --from=b a /b
HEALTHCHECK --interval=1s CMD curl x
FROM b
ENV A 1
`;

checking('lets through what the parsers make', () => {
  const made = checkDocument(parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) }));
  assert.equal(
    made.diagnostics.map(({ message }) => message),
    [],
  );
  const files = memoryTree({ 'a/.dockerignore': '*\n!x\n', 'a/x': 'x', 'a/Dockerfile': text });
  assert.equal(checkDocument(contextOf('a/Dockerfile', files)).diagnostics, []);
});

checking('reports what breaks the schema, and says that the verdict cannot be complete', () => {
  const made = parse({ uri: 'Dockerfile', bytes: new TextEncoder().encode(text) });
  const wrong = checkDocument({ ...made, value: { ...made.value, more: 1 } });
  assert.not(wrong.complete);
  assert.equal(
    wrong.diagnostics.map(({ code, message }) => [code, message]),
    [
      [
        'document/schema',
        'the document breaks the schema of `dockerfile` at `/`: must NOT have additional properties: `more`',
      ],
    ],
  );
});

checking.run();
