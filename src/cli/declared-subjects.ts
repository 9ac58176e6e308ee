/** Subjects that are named by hand: in files `subject.yaml`, or in settings. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { documentKinds } from '../documents/index.generated.js';
import {
  isDeclared,
  readSubjectFile,
  type SubjectDeclaration,
  type SubjectFile,
} from '../documents/subjects/declaration.js';
import {
  subjectFileMissing,
  subjectTwice,
  unknownSubjectKind,
} from '../documents/subjects/errors.js';
import type { Document, FileTree } from '../model/document.js';
import { matchesGlob } from '../model/glob.js';
import type { SubjectSettings } from '../model/settings.js';
import { isKindName } from './kind-names.js';

/** Declarations, and what is wrong with them. */
export interface DeclaredSubjects {
  readonly files: readonly SubjectFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files that declare subjects. */
export function readSubjectFiles(tree: FileTree, uris: readonly string[]): DeclaredSubjects {
  const diagnostics: Diagnostic[] = [];
  const files = uris.flatMap((path): SubjectFile[] => {
    const text = new TextDecoder().decode(tree.read(path) ?? new Uint8Array());
    const { value, diagnostics: faults } = readSubjectFile({ path, text });
    diagnostics.push(...faults);
    return value ? [value] : [];
  });
  const seen = new Map<string, SubjectFile>();
  for (const file of files) {
    const first = seen.get(file.name);
    if (first) diagnostics.push(subjectTwice(file.nameSpan, first.nameSpan, file.name));
    else seen.set(file.name, file);
    for (const { kind } of file.documents) {
      if (kind && !isKindName(kind.value)) {
        const known = documentKinds.map(({ name }) => name);
        diagnostics.push(unknownSubjectKind(kind.span, kind.value, known));
      }
    }
  }
  return { files, diagnostics };
}

/** The kinds that declarations say files are of. */
export function declaredKinds(
  declared: readonly SubjectFile[],
  uris: readonly string[],
): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const entry of declared.flatMap(({ documents }) => documents)) {
    if (entry.kind === undefined) continue;
    for (const uri of uris) if (isDeclared(entry, uri)) kinds.set(uri, entry.kind.value);
  }
  return kinds;
}

/** A path that no document came from: what was declared would silently not be judged. */
export function missingDocuments(
  declared: readonly SubjectFile[],
  documents: readonly Document[],
): readonly Diagnostic[] {
  return declared.flatMap((file) =>
    file.documents
      .filter((entry) => !documents.some(({ uri }) => isDeclared(entry, uri)))
      .map(({ path }) => subjectFileMissing(path.span, path.value)),
  );
}

/** Subjects of settings, which name files by patterns. */
export function fromSettings(settings: readonly SubjectSettings[]): readonly SubjectDeclaration[] {
  return settings.map(({ name, include }) => ({
    name: name.value,
    holds: ({ uri }) => include.some(({ value }) => matchesGlob(value, uri)),
  }));
}
