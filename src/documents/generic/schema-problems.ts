import type { Source } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import type { Json } from '../../model/json.js';
import type { ResolvedLocation } from '../../model/location.js';
import type { OwnKind } from '../../model/own-kind.js';
import { placeOf } from '../place.js';

/** Problems that are reported of one file. */
const MOST = 20;

/** What the schemas of a kind hold against a value, with the places in its file. */
export function schemaProblems(
  { schemas }: OwnKind,
  value: Json,
  source: Source,
  locate: (pointer: string) => ResolvedLocation | undefined,
): readonly Problem[] {
  return schemas
    .flatMap(({ path, check }) => check(value).map((breach) => ({ ...breach, path })))
    .slice(0, MOST)
    .map(({ pointer, message, path }): Problem => {
      const found = locate(pointer);
      const loc =
        found?.line === undefined
          ? placeOf(source, 0, 0)
          : {
              uri: source.path,
              line: found.line,
              col: found.column ?? 1,
              endLine: found.endLine ?? found.line,
              endCol: found.endColumn ?? (found.column ?? 1) + 1,
            };
      const where = pointer === '' ? '' : ` (at \`${pointer}\`)`;
      return { code: 'schema', message: `${message}${where}, says ${path}`, loc };
    });
}
