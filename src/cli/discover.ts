import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import { groupSubjects, type SourceFacts } from '../documents/group-subjects.js';
import { documentKinds } from '../documents/index.generated.js';
import { parseDocuments } from '../documents/parse-documents.js';
import type { Document } from '../model/document.js';
import { matchesGlob } from '../model/glob.js';
import type { SubjectSettings } from '../model/settings.js';
import type { Subject } from '../model/subject.js';
import type { Trust } from '../model/trust.js';
import { unknownKind } from './errors.js';
import type { Io } from './io.js';
import { type Place, placed } from './session.js';

export interface Discovered {
  readonly documents: readonly Document[];
  readonly subjects: readonly Subject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Which kinds were asked for: one for all named files, or one per path below the judged folder. */
export interface AskedKinds {
  readonly all?: string;
  readonly byPath: ReadonlyMap<string, string>;
}

export interface DiscoverOptions {
  readonly kinds: AskedKinds;
  readonly include: readonly string[];
  readonly source: SourceFacts;
  readonly settings: readonly SubjectSettings[];
  /** What signatures are verified with. */
  readonly trust?: Trust;
}

/** Reads `--as kind` and `--as kind=path`. */
export function parseAs(words: readonly string[], place: Place, io: Io): AskedKinds | Diagnostic {
  let all: string | undefined;
  const byPath = new Map<string, string>();
  const known = documentKinds.map(({ name }) => name);
  for (const word of words) {
    const equals = word.indexOf('=');
    const kind = equals < 0 ? word : word.slice(0, equals);
    if (!known.includes(kind) && !isOwnKind(kind, equals > 0, known))
      return unknownKind(kind, known);
    if (equals < 0) all = kind;
    else byPath.set(placed(place, resolve(io.cwd, word.slice(equals + 1)), io), kind);
  }
  return { ...(all !== undefined && { all }), byPath };
}

/** A kind of the user's own is named for a path; what is nearly the name of a shipped one is a slip. */
function isOwnKind(kind: string, hasPath: boolean, known: readonly string[]): boolean {
  return hasPath && /^[a-z][a-z0-9-]*$/.test(kind) && suggest(kind, known).length === 0;
}

/** Finds, parses and groups the documents below the named paths. */
export function discover(place: Place, options: DiscoverOptions): Discovered {
  const { kinds, include, source, settings, trust } = options;
  const files = place.tree.list('').map(({ uri }) => uri);
  const isBelow = (uri: string) =>
    place.named.some((path) => path === '' || uri === path || uri.startsWith(`${path}/`));
  const named = new Set(place.named.filter((path) => files.includes(path)));
  const wanted = files
    .filter((uri) => place.named.length === 0 || isBelow(uri))
    .filter((uri) => include.length === 0 || include.some((glob) => matchesGlob(glob, uri)));
  const explicit = new Map<string, string[]>();
  for (const [uri, kind] of kinds.byPath) explicit.set(kind, [...(explicit.get(kind) ?? []), uri]);
  const detected = parseDocuments(
    place.tree,
    wanted.filter((uri) => !kinds.byPath.has(uri)),
    { ...(kinds.all !== undefined && { as: kinds.all }), named, ...(trust && { trust }) },
  );
  const asked = [...explicit].map(([kind, uris]) =>
    parseDocuments(place.tree, uris, { as: kind, named: new Set(uris), ...(trust && { trust }) }),
  );
  const documents = [detected, ...asked].flatMap(({ value }) => value);
  const diagnostics = [detected, ...asked].flatMap(({ diagnostics: faults }) => faults);
  return { documents, subjects: subjectsOf(documents, settings, source, place), diagnostics };
}

/** Subjects that settings name by hand, then whatever they leave over: a name must not hide a file. */
function subjectsOf(
  documents: readonly Document[],
  settings: readonly SubjectSettings[],
  source: SourceFacts,
  place: Place,
): Subject[] {
  const taken = new Set<Document>();
  const named = settings.flatMap(({ name, include }): Subject[] => {
    const own = documents.filter(({ uri }) => include.some(({ value }) => matchesGlob(value, uri)));
    const groups = groupSubjects(own, source, place.tree);
    const [first] = groups;
    if (first === undefined) return [];
    for (const document of own) taken.add(document);
    const all = new Map(groups.flatMap((group) => group.documents.map((one) => [one.uri, one])));
    return [{ ...first, name: name.value, documents: [...all.values()] }];
  });
  const rest = documents.filter((document) => !taken.has(document));
  return [...named, ...groupSubjects(rest, source, place.tree)];
}
