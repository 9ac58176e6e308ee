/** What policies may depend on, in the form of OPA's capabilities files. */
import type { BuiltinDeclaration } from '../builtins/declaration.js';
import { declarations } from '../builtins/index.generated.js';
import { declarationJson } from '../builtins/registry.js';

export interface Capabilities {
  /** The built-ins that policies may call, by name. */
  readonly builtins: ReadonlyMap<string, BuiltinDeclaration>;
  /** Keywords that `import future.keywords` may bring beside those of Rego v1. */
  readonly futureKeywords: ReadonlySet<string>;
  /** Parts of the language: `rego_v1`, `keywords_in_refs`, `template_strings`, … */
  readonly features: ReadonlySet<string>;
  /** The hosts that built-ins may reach; absent: any. */
  readonly allowNet?: readonly string[];
}

const FUTURE_KEYWORDS = ['and', 'not', 'or'];
const FEATURES = ['keywords_in_refs', 'rego_v1', 'template_strings'];
/** The module ABI that our modules follow: 1.2 and what came before. */
const ABI_VERSIONS = [
  { version: 1, minor_version: 1 },
  { version: 1, minor_version: 2 },
];

/** Ours, as the JSON value of a capabilities file. */
export function ownCapabilities(): Readonly<Record<string, unknown>> {
  const builtins = declarations
    .map((declaration) => ({
      name: declaration.name,
      decl: declarationJson(declaration),
      ...(declaration.infix !== undefined && { infix: declaration.infix }),
      ...(declaration.relation && { relation: true }),
      ...(declaration.deprecated && { deprecated: true }),
      ...(declaration.nondeterministic && { nondeterministic: true }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    builtins,
    future_keywords: FUTURE_KEYWORDS,
    features: FEATURES,
    wasm_abi_versions: ABI_VERSIONS,
  };
}
