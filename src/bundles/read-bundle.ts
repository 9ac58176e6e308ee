/** Bundles in OPA's layout: a `.tar.gz`, or a folder of the same files. */
import { gunzipSync } from 'node:zlib';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { badBundle } from './errors.js';
import { readTar } from './tar.js';

/** One file below the root of a bundle. */
export interface BundleFile {
  /** Below the root of the bundle, without a slash before it. */
  readonly name: string;
  /** As diagnostics show it. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** What `.manifest` says. */
export interface Manifest {
  readonly revision: string;
  /** Paths below `data` that the bundle owns, with slashes; `''` for all. */
  readonly roots: readonly string[];
  /** `0` where files without imports are to be read as Rego v0. */
  readonly regoVersion?: 0 | 1;
  readonly wasm: readonly { readonly entrypoint: string; readonly module: string }[];
}

/** A module that was compiled already, and the paths below `data` that it answers. */
export interface BundledModule {
  readonly wasm: Uint8Array;
  readonly entrypoints: readonly string[];
}

export interface Bundle {
  readonly files: readonly BundleFile[];
  readonly manifest: Manifest;
  readonly modules: readonly BundledModule[];
  readonly diagnostics: readonly Diagnostic[];
}

/** More than any policy has. Bytes, unpacked. */
const LARGEST = 1024 * 1024 * 1024;

/** The files of a bundle's archive. */
export function unpackBundle(
  path: string,
  bytes: Uint8Array,
): { readonly files: readonly BundleFile[] } | { readonly diagnostic: Diagnostic } {
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const tar = isPacked ? gunzipSync(bytes, { maxOutputLength: LARGEST }) : bytes;
    const files = readTar(tar).map(({ name, content }) => {
      const inside = name.replace(/^(?:\.?\/)+/, '');
      return { name: inside, path: `${path}/${inside}`, content };
    });
    return { files };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return { diagnostic: badBundle(path, reason) };
  }
}

/** Reads what the files of a bundle say about it. */
export function readBundle(path: string, files: readonly BundleFile[]): Bundle {
  const diagnostics: Diagnostic[] = [];
  const named = (name: string) => files.find((file) => file.name === name);
  const manifest = readManifest(named('.manifest'), diagnostics);
  if (named('patch.json')) {
    diagnostics.push(
      badBundle(path, 'it changes another bundle (`patch.json`), and none is loaded'),
    );
  }
  const modules = new Map<string, string[]>();
  for (const { entrypoint, module } of manifest.wasm) {
    const name = module.replace(/^\/+/, '');
    modules.set(name, [...(modules.get(name) ?? []), entrypoint]);
  }
  const loaded = [...modules].flatMap(([name, entrypoints]) => {
    const wasm = named(name)?.content;
    if (wasm === undefined) diagnostics.push(badBundle(path, `there is no \`${name}\` in it`));
    return wasm === undefined ? [] : [{ wasm, entrypoints }];
  });
  return { files, manifest, modules: loaded, diagnostics };
}

const NO_MANIFEST: Manifest = { revision: '', roots: [''], wasm: [] };

function readManifest(file: BundleFile | undefined, diagnostics: Diagnostic[]): Manifest {
  if (file === undefined) return NO_MANIFEST;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(file.content));
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    diagnostics.push(badBundle(file.path, 'its manifest is no JSON object'));
    return NO_MANIFEST;
  }
  const { revision, roots, rego_version, wasm } = value as Record<string, unknown>;
  const isList = Array.isArray(roots) && roots.every((root) => typeof root === 'string');
  if (roots !== undefined && roots !== null && !isList) {
    diagnostics.push(badBundle(file.path, '`roots` is a list of paths'));
  }
  return {
    revision: typeof revision === 'string' ? revision : '',
    roots: isList ? (roots as string[]).map((root) => root.replace(/^\/+|\/+$/g, '')) : [''],
    ...(rego_version === 0 && { regoVersion: 0 }),
    ...(rego_version === 1 && { regoVersion: 1 }),
    wasm: Array.isArray(wasm)
      ? wasm.flatMap((item: Record<string, unknown>) =>
          typeof item?.['entrypoint'] === 'string' && typeof item['module'] === 'string'
            ? [{ entrypoint: item['entrypoint'], module: item['module'] }]
            : [],
        )
      : [],
  };
}
