import type { Source } from '../diagnostics/source.js';
import type { Json } from './json.js';
import type { LayerKind, Settings } from './settings.js';

/** Rule code + settings + data of one owner, as loaded. */
export interface Layer {
  readonly kind: LayerKind;
  readonly name: string;
  /** The root package of its rule code: `std`, `org.acme`, `team.payments`, `repo.pay_api`. */
  readonly root: string;
  /** Where it came from, as given: a folder; later a reference. */
  readonly source: string;
  /** `sha256:<hex>` over the layer's files. */
  readonly digest: string;
  readonly settings: Settings;
  /** Rego files, tests left out. */
  readonly modules: readonly Source[];
  readonly data: Json;
  readonly exceptionFiles: readonly Source[];
  /** Signatures that lie beside the exceptions: `*.sig.yaml`, `*.sig.json`. */
  readonly signatureFiles: readonly Source[];
  /** The public keys that an org's `trust.keys` names, by the path written there. */
  readonly keyFiles: ReadonlyMap<string, Source>;
  /** The schemas of its own kinds of documents, by the path written there. */
  readonly schemaFiles: ReadonlyMap<string, Source>;
  /** For nested repo layers: the folder whose files it concerns, `''` for the whole repo. */
  readonly folder: string;
}
