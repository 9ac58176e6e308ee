/** Kinds of documents that layers bring along, each with the schemas of all layers that speak of it. */
import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { compileSchema } from '../documents/generic/compile-schema.js';
import { documentKinds } from '../documents/index.generated.js';
import { readJson } from '../documents/json/read-json.js';
import { jsonOf } from '../documents/yaml/node.js';
import { readYaml } from '../documents/yaml/read-yaml.js';
import { badKindSchema, formatTwice, shippedKind } from '../layers/errors.js';
import type { Stack } from '../layers/load-stack.js';
import type { Problem } from '../model/document.js';
import { matchesGlob } from '../model/glob.js';
import type { Json } from '../model/json.js';
import type { OwnFormat, OwnKind, OwnSchema } from '../model/own-kind.js';
import { isKindName } from './kind-names.js';

/** Kinds by name, and which files are of which. */
export interface OwnKinds {
  readonly byName: ReadonlyMap<string, OwnKind>;
  readonly files: readonly OwnFiles[];
}

interface OwnFiles {
  readonly kind: string;
  /** Relative to the layer's folder. */
  readonly glob: string;
  /** For nested repo layers; `''` for the whole judged folder. */
  readonly folder: string;
}

export const NO_OWN_KINDS: OwnKinds = { byName: new Map(), files: [] };

/**
 * Gathers the kinds of a stack. A layer below can name further files and add a schema of its own; it cannot take back what stands above.
 */
export async function loadOwnKinds(stack: Stack): Promise<Diagnosed<OwnKinds>> {
  const diagnostics: Diagnostic[] = [];
  const byName = new Map<string, OwnKind>();
  const files: OwnFiles[] = [];
  const shipped = documentKinds.map(({ name }) => name);
  for (const { layer } of stack) {
    for (const { name, files: globs, format, schema } of layer.settings.kinds) {
      if (shipped.includes(name.value) || !isKindName(name.value)) {
        diagnostics.push(shippedKind(name.span, name.value));
        continue;
      }
      const known = byName.get(name.value);
      const decided: OwnFormat | undefined = known?.format;
      if (format && decided !== undefined && decided !== format.value) {
        diagnostics.push(formatTwice(format.span, name.value, decided));
      }
      const source = schema && layer.schemaFiles.get(schema.value);
      const made = source && (await schemaOf(source));
      if (typeof made === 'string') {
        diagnostics.push(badKindSchema(source?.path ?? '', name.value, made));
      }
      const own: readonly OwnSchema[] =
        made === undefined || typeof made === 'string' ? [] : [made];
      const written = decided ?? format?.value;
      byName.set(name.value, {
        name: name.value,
        ...(written !== undefined && { format: written }),
        schemas: [...(known?.schemas ?? []), ...own],
      });
      for (const { value } of globs) {
        files.push({ kind: name.value, glob: value, folder: layer.folder });
      }
    }
  }
  return { value: { byName, files }, diagnostics };
}

async function schemaOf(source: Source): Promise<OwnSchema | string> {
  const read = readSchema(source);
  const [problem] = read.problems;
  if (problem === undefined) return compileSchema(source.path, read.value);
  const place = 'line' in problem.loc ? `line ${problem.loc.line}: ` : '';
  return `${place}${problem.message}`;
}

function readSchema(source: Source): { value: Json; problems: readonly Problem[] } {
  if (/\.ya?ml$/i.test(source.path)) {
    const { documents, problems } = readYaml(source);
    return { value: jsonOf(documents[0]), problems };
  }
  const { values, problems } = readJson(source);
  return { value: values[0]?.value ?? null, problems };
}

/** The kind by its name; one that no layer speaks of takes everything. */
export function ownKind(kinds: OwnKinds, name: string): OwnKind {
  return kinds.byName.get(name) ?? { name, schemas: [] };
}

/** Which files layers say are of kinds of their own: kind → files. */
export function ownFiles(
  { files }: OwnKinds,
  uris: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const uri of uris) {
    const kinds = files
      .filter(({ glob, folder }) => {
        const prefix = folder === '' ? '' : `${folder}/`;
        return uri.startsWith(prefix) && matchesGlob(glob, uri.slice(prefix.length));
      })
      .map(({ kind }) => kind);
    for (const kind of new Set(kinds)) found.set(kind, [...(found.get(kind) ?? []), uri]);
  }
  return found;
}
