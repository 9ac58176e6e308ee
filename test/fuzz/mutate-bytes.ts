/** Small random changes to files of any kind: what a broken disk, a careless merge or somebody with bad intentions leaves. */

/** What means something in one format or another. */
const SPARE = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ',',
    ':',
    '=',
    '<',
    '>',
    '</',
    '/>',
    '&',
    '&a ',
    '*a',
    '<<: ',
    '|',
    '>-',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    '  ',
    '\0',
    '\\',
    '\\\n',
    '`',
    '$',
    '${',
    '${x:-',
    '$(',
    '#',
    '# escape=`\n',
  ],
  ...[
    '\ufeff',
    '\u2028',
    '\u202e',
    '\ud83d\ude00',
    'é',
    '\u00a0',
    '%',
    '%00',
    '../',
    '/',
    '---\n',
    '!x ',
  ],
  ...[
    'null',
    'true',
    '-1',
    '1e999',
    '99999999999999999999',
    '""',
    '{}',
    '[]',
    '__proto__',
    'constructor',
  ],
  ...[
    'FROM x\n',
    'RUN <<E\n',
    'E\n',
    'ONBUILD ',
    'COPY --from=9 ',
    'ARG A\n',
    '--mount=type=',
    '<!DOCTYPE x [',
    '<![CDATA[',
  ],
];

/** One to five changes of bytes, words or whole stretches, taken from the file itself, another one or a list. */
export function mutateBytes(
  bytes: Uint8Array,
  other: Uint8Array,
  random: () => number,
): Uint8Array {
  let made = Buffer.from(bytes);
  const below = (bound: number) => Math.floor(random() * Math.max(1, bound));
  const splice = (at: number, drop: number, insert: Uint8Array) => {
    made = Buffer.concat([made.subarray(0, at), insert, made.subarray(at + drop)]);
  };
  const changes = 1 + below(5);
  for (let change = 0; change < changes; change++) {
    const at = below(made.length + 1);
    const length = 1 + below(random() < 0.2 ? 400 : 12);
    const kind = below(7);
    if (kind === 0) splice(at, length, new Uint8Array());
    else if (kind === 1) splice(at, 0, made.subarray(at, at + length));
    else if (kind === 2) splice(at, 0, Buffer.from(SPARE[below(SPARE.length)] ?? ''));
    else if (kind === 3) splice(at, length, Buffer.from(SPARE[below(SPARE.length)] ?? ''));
    else if (kind === 4) {
      const from = below(other.length);
      splice(at, below(40), other.subarray(from, from + length * 4));
    } else if (kind === 5 && at < made.length) made[at] = below(256);
    else splice(at, 0, Buffer.from((SPARE[below(SPARE.length)] ?? '').repeat(1 + below(600))));
  }
  return made;
}
