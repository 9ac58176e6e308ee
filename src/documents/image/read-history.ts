import { isObject, numberOf, textOf } from '../json/fields.js';
import { parseCommandText } from '../shell/parse-script.js';
import type { HistoryEntry } from './types.js';

/** Entries are read up to this number. */
const MOST = 1000;

/**
 * The history of an image config, or of `docker history` (whose entries come newest first and are turned around by the caller).
 *
 * @param layers how many layers the image has; entries that are not `empty_layer` made them in order
 */
export function readHistory(
  values: readonly unknown[],
  uri: string,
  pointerOf: (index: number) => string,
  layers: number,
): readonly HistoryEntry[] {
  let layer = 0;
  return values.slice(0, MOST).flatMap((value, index): HistoryEntry[] => {
    if (!isObject(value)) return [];
    const createdBy = textOf(value['created_by']) ?? textOf(value['CreatedBy']) ?? '';
    const size = sizeOf(value['Size']);
    const empty =
      value['empty_layer'] === true || (value['empty_layer'] === undefined && size === 0);
    const loc = { uri, ptr: pointerOf(index) };
    const { instruction, text, buildArgs } = unwrapCreatedBy(createdBy);
    const at = empty || layer >= layers ? null : layer;
    if (!empty) layer += 1;
    const run = instruction === 'RUN' && text !== '' ? parseCommandText(text, loc) : undefined;
    return [
      {
        createdBy,
        instruction,
        text,
        buildArgs,
        created: textOf(value['created']) ?? textOf(value['CreatedAt']) ?? null,
        empty,
        comment: textOf(value['comment']) ?? textOf(value['Comment']) ?? null,
        layer: at,
        size,
        ...(run && { run }),
        loc,
      },
    ];
  });
}

const KEYWORDS =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\b\s*/;

interface Unwrapped {
  readonly instruction: string | null;
  readonly text: string;
  readonly buildArgs: readonly { readonly k: string; readonly v: string }[];
}

/**
 * Takes the wrapping off `created_by`: the classic builder writes `/bin/sh -c #(nop)  CMD …` and `|1 ARG=value /bin/sh -c …`,
 * BuildKit `RUN |1 ARG=value /bin/sh -c … # buildkit`.
 */
export function unwrapCreatedBy(createdBy: string): Unwrapped {
  const plain = createdBy.replace(/\s+# buildkit$/, '').trim();
  const nop = /^(?:\/bin\/sh -c|cmd \/S \/C|powershell.*?-Command)\s+#\(nop\)\s*/.exec(plain);
  const text = nop ? plain.slice(nop[0].length) : plain;
  const keyword = KEYWORDS.exec(text);
  if (keyword && keyword[1] !== 'RUN') {
    return { instruction: keyword[1] ?? null, text: text.slice(keyword[0].length), buildArgs: [] };
  }
  const body = keyword ? text.slice(keyword[0].length) : text;
  const { buildArgs, rest } = takeBuildArgs(body);
  const shell =
    /^(?:\/bin\/)?(?:ba|a|da|z)?sh\s+(?:-[a-z]*o\s+\w+\s+|-[a-z]+\s+)*?-[a-z]*c\s+/.exec(rest);
  if (shell) return { instruction: 'RUN', text: rest.slice(shell[0].length), buildArgs };
  return { instruction: keyword || buildArgs.length > 0 ? 'RUN' : null, text: rest, buildArgs };
}

/** `|2 A=1 B=two words /bin/sh -c …`: values are not quoted, so a value ends where the next name or the shell begins. */
function takeBuildArgs(text: string): Pick<Unwrapped, 'buildArgs'> & { rest: string } {
  const match = /^\|(\d{1,3})\s+/.exec(text);
  if (match === null) return { buildArgs: [], rest: text };
  const buildArgs: { k: string; v: string }[] = [];
  let rest = text.slice(match[0].length);
  for (let left = Number(match[1]); left > 0; left--) {
    const next = left > 1 ? '\\s+(?=[A-Za-z_][\\w.-]*=)' : '\\s+(?=(?:\\/|cmd |powershell))';
    const pair = new RegExp(`^([A-Za-z_][\\w.-]*)=([\\s\\S]*?)(?:${next}|$)`).exec(rest);
    if (pair === null) break;
    buildArgs.push({ k: pair[1] ?? '', v: pair[2] ?? '' });
    rest = rest.slice(pair[0].length);
  }
  return { buildArgs, rest };
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
  ['tb', 1e12],
]);

/** Bytes; `docker history` writes `1.2MB` unless it is told not to. */
function sizeOf(value: unknown): number | null {
  const number = numberOf(value);
  if (number !== undefined) return Math.round(number);
  const match = /^([\d.]+)\s*([kmgt]?b)?$/i.exec(typeof value === 'string' ? value : '');
  if (match === null) return null;
  return Math.round(Number(match[1]) * (UNITS.get((match[2] ?? 'b').toLowerCase()) ?? 1));
}
