import type { Documents } from '../bundles/base-documents.js';
import { type FoundFile, IS_DOCUMENT, IS_REGO, loadFiles } from '../bundles/load-files.js';
import {
  type BundledModule,
  type BundleFile,
  readBundle,
  unpackBundle,
} from '../bundles/read-bundle.js';
import { rootViolations } from '../bundles/roots.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { matchesGlob } from '../model/glob.js';
import { pathMissing, unknownFile } from './errors.js';
import { isGoverned } from './governed-folder.js';
import type { Io } from './io.js';

export interface PolicyFiles {
  readonly sources: readonly Source[];
  /** Base documents as JSON text. */
  readonly data: Uint8Array;
  readonly documents: Documents;
  /** Modules that the bundles hold ready-made. */
  readonly modules: readonly BundledModule[];
  /** Said by a bundle's manifest: how its files without imports are to be read. */
  readonly regoVersion?: 0 | 1;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReadOptions {
  /** Patterns of names of files and folders that are left out. */
  readonly ignore?: readonly string[];
  /** Whether all paths are bundles: archives, or folders where only `data.json` and `data.yaml` are data. */
  readonly bundles?: boolean;
  /** How deep documents may be nested. */
  readonly deepest?: number;
  /** Further paths, which are bundles whatever the others are. */
  readonly alsoBundles?: readonly string[];
}

const BUNDLED_DATA = /(?:^|\/)data\.(?:json|ya?ml)$/;
const ARCHIVE = /\.(?:tar\.gz|tgz)$/;
/** `name.name:path` */
const PLACED = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):(.+)$/;

/**
 * Reads Rego files and base documents as OPA does: files that were named, and all Rego, JSON and YAML below folders. A document
 * stands below `data` at the path of its folder; `name:path` puts it below a name. Of bundles, and of folders of a layer (where
 * other JSON and YAML is settings, or what tests judge), `data.json` and `data.yaml` are data alone.
 */
export function readPolicyFiles(
  paths: readonly string[],
  io: Io,
  { ignore = [], bundles = false, alsoBundles = [], deepest }: ReadOptions = {},
): PolicyFiles {
  const reader = new Reader(io, ignore);
  const isAny = paths.length > 0 || alsoBundles.length > 0;
  for (const path of isAny ? paths : ['.']) reader.add(path, bundles);
  for (const path of alsoBundles) reader.add(path, true);
  const loaded = loadFiles(reader.files, deepest);
  return {
    sources: loaded.sources,
    documents: loaded.documents,
    data: new TextEncoder().encode(loaded.documents.json),
    modules: reader.modules,
    ...(reader.regoVersion !== undefined && { regoVersion: reader.regoVersion }),
    diagnostics: [...reader.diagnostics, ...loaded.diagnostics],
  };
}

class Reader {
  readonly files: FoundFile[] = [];
  readonly modules: BundledModule[] = [];
  readonly diagnostics: Diagnostic[] = [];
  regoVersion: 0 | 1 | undefined;

  constructor(
    private readonly io: Io,
    private readonly ignore: readonly string[],
  ) {}

  add(given: string, isBundle: boolean): void {
    const { io } = this;
    const isPath = given.startsWith('file://') || io.isFile(given) || io.isFolder(given);
    const [, names = '', rest = given] = isPath ? [] : (PLACED.exec(given) ?? []);
    const place = names === '' ? [] : names.split('.');
    const path = rest.replace(/^file:\/\//, '');
    if (io.isFile(path)) this.addFile(path, place, isBundle);
    else if (io.isFolder(path)) this.addFolder(path, place, isBundle);
    else this.diagnostics.push(pathMissing(path));
  }

  private addFile(path: string, place: readonly string[], isBundle: boolean): void {
    const content = this.io.read(path) ?? new Uint8Array();
    if (isBundle || ARCHIVE.test(path)) {
      const unpacked = unpackBundle(path, content);
      if ('diagnostic' in unpacked) this.diagnostics.push(unpacked.diagnostic);
      else this.addBundle(path, unpacked.files);
    } else if (IS_REGO.test(path) || IS_DOCUMENT.test(path)) {
      this.files.push({ path, place, content });
    } else this.diagnostics.push(unknownFile(path));
  }

  private addFolder(path: string, place: readonly string[], isBundle: boolean): void {
    const tree = this.io.tree(path);
    const shown = (uri: string) => (path === '.' ? uri : `${path.replace(/\/+$/, '')}/${uri}`);
    const listed = (tree?.list('') ?? []).filter(({ uri }) => !this.isIgnored(uri));
    const read = (uri: string) => tree?.read(uri) ?? new Uint8Array();
    if (isBundle) {
      const files = listed.map(({ uri }) => ({
        name: uri,
        path: shown(uri),
        get content() {
          return read(uri);
        },
      }));
      this.addBundle(path, files);
      return;
    }
    const isLayer = isGoverned(path, this.io);
    for (const { uri } of listed) {
      const isData = isLayer ? BUNDLED_DATA.test(uri) : IS_DOCUMENT.test(uri);
      if (!isData && !IS_REGO.test(uri)) continue;
      const folders = isLayer ? [] : uri.split('/').slice(0, -1);
      this.files.push({ path: shown(uri), place: [...place, ...folders], content: read(uri) });
    }
  }

  private addBundle(path: string, files: readonly BundleFile[]): void {
    const bundle = readBundle(path, files);
    this.diagnostics.push(...bundle.diagnostics);
    this.modules.push(...bundle.modules);
    if (bundle.manifest.regoVersion !== undefined) this.regoVersion = bundle.manifest.regoVersion;
    const found = files
      .filter(({ name }) => !this.isIgnored(name))
      .filter(({ name }) => IS_REGO.test(name) || BUNDLED_DATA.test(name))
      .map(({ name, path: shown, content }) => ({
        path: shown,
        place: name.split('/').slice(0, -1),
        content,
      }));
    this.files.push(...found);
    this.diagnostics.push(...rootViolations(bundle.manifest.roots, found));
  }

  private isIgnored(uri: string): boolean {
    const names = uri.split('/');
    return this.ignore.some((glob) => names.some((name) => matchesGlob(glob, name)));
  }
}
