import type { Json } from './json.js';

/** How files of a kind of the user's own may be written. */
export const OWN_FORMATS = ['json', 'yaml', 'toml', 'xml', 'ini', 'properties'] as const;
export type OwnFormat = (typeof OWN_FORMATS)[number];

/** A kind of documents that a layer brings along. */
export interface OwnKind {
  readonly name: string;
  /** What its files are written in; by name and content where not given. */
  readonly format?: OwnFormat;
  /** All of them must hold: layers below can only add to them. */
  readonly schemas: readonly OwnSchema[];
}

/** A JSON Schema, ready to check values. */
export interface OwnSchema {
  /** Where the schema stands, for who has to follow it. */
  readonly path: string;
  readonly check: (value: Json) => readonly SchemaBreach[];
}

/** What a schema holds against a value. */
export interface SchemaBreach {
  /** A JSON pointer into the value. */
  readonly pointer: string;
  readonly message: string;
}
