import { renderDiagnostic } from '../../src/diagnostics/render.js';
import type { LayerRules } from '../../src/layers/merge-layers.js';
import { readRules } from '../../src/layers/rule-metadata.js';
import { parseSettings } from '../../src/layers/settings.js';
import type { Layer } from '../../src/model/layer.js';
import type { LayerKind } from '../../src/model/settings.js';
import { parseModule } from '../../src/rego/syntax/parse.js';

/** Settings as a plain object, before they are written as a file. */
export interface SettingsShape {
  readonly lock?: string;
  readonly rules?: Readonly<Record<string, { readonly lock?: string }>>;
  readonly gates?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The rules of `stdLayer`, by short id. */
export const RULES = ['x/first', 'x/second'];

const PARAMS = `#   params:
#     allowed: {schema: {type: array, items: {type: string}}, merge: intersect, default: ["**"]}
#     denied: {schema: {type: array, items: {type: string}}, merge: union, default: [b/c]}
#     least: {schema: {type: integer}, merge: max, default: 3}
#     most: {schema: {type: integer}, merge: min, default: 6}
#     strict: {schema: {type: boolean}, merge: and, default: true}
#     lax: {schema: {type: boolean}, merge: or, default: false}
#     label: {schema: {type: string}, merge: fixed, default: x}
`;

const modules = RULES.map((id, index) => ({
  path: `std/${id}.rego`,
  text: `# METADATA
# title: ${id}
# custom:
#   severity: ${index === 0 ? 'high' : 'low'}
${PARAMS}package std.${id.replaceAll('/', '.')}

deny contains "no" if input.bad
`,
}));

/** A layer made from settings, as if they stood in a file. */
export function layerOf(kind: LayerKind, name: string, shape: SettingsShape): LayerRules {
  const source = {
    path: `${name}.yaml`,
    text: JSON.stringify(
      { version: 1, ...(kind !== 'std' && { layer: kind }), name, ...shape },
      null,
      1,
    ),
  };
  const { value: settings, diagnostics } = parseSettings(source, kind === 'std' ? 'profile' : kind);
  if (settings === undefined) throw new Error(diagnostics.map(renderDiagnostic).join('\n'));
  const layer: Layer = {
    kind,
    name,
    root: kind === 'std' ? 'std' : `${kind}.${name}`,
    source: name,
    digest: `sha256:${name}`,
    settings,
    modules: kind === 'std' ? modules : [],
    data: {},
    exceptionFiles: [],
    signatureFiles: [],
    keyFiles: new Map(),
    schemaFiles: new Map(),
    folder: '',
  };
  const rules =
    kind === 'std' ? readRules(modules.map((one) => parseModule(one).value)) : undefined;
  return { layer, rules: rules?.value ?? [] };
}

/** Two rules with a parameter of every operator. */
export const stdLayer: LayerRules = layerOf('std', 'std', {});
