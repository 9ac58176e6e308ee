import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { documentKinds } from '../documents/index.generated.js';
import { parseDocuments } from '../documents/parse-documents.js';
import { isDeclared, isSubjectFile, type SubjectFile } from '../documents/subjects/declaration.js';
import { groupSubjects } from '../documents/subjects/group-subjects.js';
import type { Document } from '../model/document.js';
import { matchesGlob } from '../model/glob.js';
import type { SubjectSettings } from '../model/settings.js';
import type { SourceFacts, Subject } from '../model/subject.js';
import type { Trust } from '../model/trust.js';
import {
  declaredKinds,
  fromSettings,
  missingDocuments,
  readSubjectFiles,
} from './declared-subjects.js';
import { unknownKind } from './errors.js';
import type { Io } from './io.js';
import { isKindName } from './kind-names.js';
import { NO_OWN_KINDS, type OwnKinds, ownFiles, ownKind } from './own-kinds.js';
import { type Place, placed } from './session.js';

export interface Discovered {
  readonly documents: readonly Document[];
  readonly subjects: readonly Subject[];
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong with declarations of subjects: nothing is judged by half of one. */
  readonly faults: readonly Diagnostic[];
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
  /** Kinds of documents that layers bring along. */
  readonly own?: OwnKinds;
  /** The stage of the Dockerfiles that is built. */
  readonly target?: string;
}

/** Reads `--as kind` and `--as kind=path`. */
export function parseAs(words: readonly string[], place: Place, io: Io): AskedKinds | Diagnostic {
  let all: string | undefined;
  const byPath = new Map<string, string>();
  const known = documentKinds.map(({ name }) => name);
  for (const word of words) {
    const equals = word.indexOf('=');
    const kind = equals < 0 ? word : word.slice(0, equals);
    // A kind of the user's own is named for a path.
    if (!known.includes(kind) && !(equals > 0 && isKindName(kind))) return unknownKind(kind, known);
    if (equals < 0) all = kind;
    else byPath.set(placed(place, resolve(io.cwd, word.slice(equals + 1)), io), kind);
  }
  return { ...(all !== undefined && { all }), byPath };
}

/** Finds, parses and groups the documents below the named paths. */
export function discover(place: Place, options: DiscoverOptions): Discovered {
  const { include, source, settings, trust, target, own = NO_OWN_KINDS } = options;
  const files = place.tree.list('').map(({ uri }) => uri);
  const isBelow = (uri: string) =>
    place.named.some((path) => path === '' || uri === path || uri.startsWith(`${path}/`));
  const below = files
    .filter((uri) => place.named.length === 0 || isBelow(uri))
    .filter((uri) => include.length === 0 || include.some((glob) => matchesGlob(glob, uri)));
  const declared = readSubjectFiles(place.tree, below.filter(isSubjectFile));
  const wanted = files.filter(
    (uri) => !isSubjectFile(uri) && (below.includes(uri) || isListed(declared.files, uri)),
  );
  const named = new Set(place.named.filter((path) => files.includes(path)));
  const { all, byPath } = options.kinds;
  const shared = { named, ...(trust && { trust }) };
  const detected = parseDocuments(
    place.tree,
    wanted.filter((uri) => !byPath.has(uri)),
    { ...(all !== undefined && { as: all }), ...shared },
  );
  // What the caller says counts instead of what files look like; what the judged folder says counts beside it, so it hides nothing.
  const asked = new Map<string, Set<string>>();
  const ask = (kind: string, uris: Iterable<string>) =>
    asked.set(kind, new Set([...(asked.get(kind) ?? []), ...uris]));
  for (const [uri, kind] of byPath) ask(kind, [uri]);
  const free = wanted.filter((uri) => !byPath.has(uri));
  for (const [uri, kind] of declaredKinds(declared.files, free)) ask(kind, [uri]);
  for (const [kind, uris] of ownFiles(own, free)) ask(kind, uris);
  const isShipped = (kind: string) => documentKinds.some(({ name }) => name === kind);
  const known = new Set(detected.value.map(({ kind, uri }) => `${kind} ${uri}`));
  const further = [...asked].map(([kind, uris]) =>
    parseDocuments(
      place.tree,
      [...uris].filter((uri) => !known.has(`${kind} ${uri}`)),
      { ...shared, as: isShipped(kind) ? kind : ownKind(own, kind) },
    ),
  );
  const documents = [detected, ...further].flatMap(({ value }) => value);
  // A named file that only a kind of somebody's own knows is known.
  const taken = new Set([...asked.values()].flatMap((uris) => [...uris]));
  const isSettled = ({ code, path }: Diagnostic) =>
    ['document/unreadable', 'document/ambiguous'].includes(code) && taken.has(path ?? '');
  const grouped = groupSubjects({
    documents,
    source,
    files: place.tree,
    declarations: [...declared.files, ...fromSettings(settings)],
    ...(target !== undefined && { target }),
  });
  return {
    documents,
    subjects: grouped.value,
    diagnostics: [
      ...detected.diagnostics.filter((one) => !isSettled(one)),
      ...further.flatMap(({ diagnostics }) => diagnostics),
    ],
    faults: [
      ...declared.diagnostics,
      ...missingDocuments(declared.files, documents),
      ...grouped.diagnostics,
    ],
  };
}

function isListed(declared: readonly SubjectFile[], uri: string): boolean {
  return declared.some(({ documents }) => documents.some((entry) => isDeclared(entry, uri)));
}
