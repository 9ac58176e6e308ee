import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import type { Location, ResolvedLocation } from './location.js';
import type { Trust } from './trust.js';

/** Trouble in a document that did not stop it from being judged, as rules see it in `problems`. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly loc: Location;
}

/** A file as it was found, before anything is known of it. `bytes` is the whole content. */
export interface InputFile {
  /** Relative to the folder that is judged, with `/`; never absolute, never with `..`. */
  readonly uri: string;
  readonly bytes: Uint8Array;
  /** The same piece by piece; kinds whose files may be large use this instead. */
  readonly content?: ByteSource;
}

/** A file that is too large to be held in memory. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** A part of the file; shorter at its end. */
  readonly read: (offset: number, length: number) => Uint8Array;
}

/** One parsed and checked input. `value` is exactly what Rego sees as an item of `input.documents.<kind>`. */
export interface Document {
  readonly kind: string;
  readonly uri: string;
  /** `sha256:<hex>` of the file's bytes. */
  readonly fileDigest: string;
  readonly value: DocumentValue;
  /** Decoded text, for excerpts and for turning pointers into lines; absent for binary formats. */
  readonly source?: Source;
  /** Places in the text; absent where `value` carries lines and columns itself. */
  readonly locate?: (pointer: string) => ResolvedLocation | undefined;
  /**
   * False where a part of the document could not be understood: the verdict is then `complete: false`.
   * The reasons stand in `diagnostics`.
   */
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The common envelope of every document value; the kind's own fields stand beside these. */
export interface DocumentValue {
  readonly kind: string;
  readonly uri: string;
  readonly format: string;
  readonly fileDigest: string;
  readonly problems: readonly Problem[];
  readonly [field: string]: unknown;
}

/** What a kind of document needs in order to be found and parsed; one per folder of `src/documents/`. */
export interface DocumentKind {
  readonly name: string;
  /** One line for `policy input --help`. */
  readonly about: string;
  /**
   * How sure the kind is that a file belongs to it: `name` by its name, `content` by its text, or not at all.
   * `head` is the beginning of the text (at most 64 kB).
   */
  readonly detect: (uri: string, head: string, files: FileTree) => 'name' | 'content' | undefined;
  /** Parses one file. Never throws on bad input: what is wrong comes back as diagnostics. */
  readonly parse: (file: InputFile, context: ParseContext) => Document;
  /** For files that hold several documents, such as an image for several platforms; `parse` gives the first of them. */
  readonly parseAll?: (file: InputFile, context: ParseContext) => readonly Document[];
  /** Whether it reads files piece by piece, so that their size does not matter. */
  readonly isStreamed?: boolean;
}

/** What a parser may ask for beyond its own bytes. */
export interface ParseContext {
  /** The files beside and below, by uri, for kinds that join files (an ignore file and its context). */
  readonly files: FileTree;
  /** What signatures are verified with; without it none is. */
  readonly trust?: Trust;
}

/** A read-only view of the judged folder. Paths are relative, with `/`. */
export interface FileTree {
  readonly read: (uri: string) => Uint8Array | undefined;
  /** A file piece by piece; a tree without it holds small files only. */
  readonly open?: (uri: string) => ByteSource | undefined;
  /** All regular files below a folder (`''` for the root) with their sizes; bounded, symlinks not followed. */
  readonly list: (folder: string) => readonly { readonly uri: string; readonly size: number }[];
}
