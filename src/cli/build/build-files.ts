import { dataConflicts } from '../../bundles/load-files.js';
import type { TarEntry } from '../../bundles/tar.js';
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/source.js';
import {
  type CheckedModules,
  type CompileOptions,
  checkModules,
  compileChecked,
  planChecked,
} from '../../rego/compile.js';
import { annotatedEntrypoints, isEntrypoint } from '../../rego/entrypoints.js';
import { readCapabilities } from '../capabilities-option.js';
import { type Arguments, flag, text, texts } from '../command.js';
import { noEntrypoint, noRego, unknownEntrypoint } from '../errors.js';
import type { Io } from '../io.js';
import { type PolicyFiles, readPolicyFiles } from '../policy-files.js';
import { rulePaths } from '../rule-paths.js';
import type { BuildResult, Built } from './built.js';

/** What plain Rego can be built into: OPA's targets. */
export const TARGETS = ['wasm', 'plan', 'rego'] as const;

/** Builds plain Rego files; tests (`…_test.rego`) are left out. */
export function buildFiles(args: Arguments, io: Io): BuildResult {
  const paths = texts(args, 'paths');
  const capabilities = readCapabilities(args, io);
  if (capabilities && 'diagnostic' in capabilities) {
    return { built: [], diagnostics: [capabilities.diagnostic] };
  }
  const files = readPolicyFiles(paths, io, { ignore: [...texts(args, 'ignore'), '*_test.rego'] });
  if (hasErrors(files.diagnostics)) return { built: [], diagnostics: files.diagnostics };
  if (files.sources.length === 0) {
    return { built: [], diagnostics: [noRego(paths.join(', ') || '.')] };
  }
  const version = flag(args, 'v0-compatible') ? 0 : (files.regoVersion ?? 1);
  const options: CompileOptions = {
    version,
    // Hosts in other languages know OPA's functions, and none that take the text of values.
    plainHostCalls: true,
    ...(capabilities && { capabilities: capabilities.value }),
  };
  const checked = checkModules(files.sources, options);
  const conflicts = dataConflicts(files.documents, rulePaths(checked.modules));
  const diagnostics = [...checked.diagnostics, ...conflicts];
  if (hasErrors(diagnostics)) return { built: [], diagnostics };
  return buildChecked(checked, files, options, args);
}

function buildChecked(
  checked: CheckedModules,
  files: PolicyFiles,
  options: CompileOptions,
  args: Arguments,
): BuildResult {
  const target = text(args, 'target') ?? 'wasm';
  const given = texts(args, 'entrypoint').map((path) => path.replace(/^\/+|\/+$/g, ''));
  const entrypoints = [...new Set([...given, ...annotatedEntrypoints(checked)])];
  const faults: Diagnostic[] = given
    .filter((path) => !isEntrypoint(checked, path))
    .map(unknownEntrypoint);
  if (target !== 'rego' && entrypoints.length === 0) faults.push(noEntrypoint(target));
  if (faults.length > 0 || checked.analysed === undefined) {
    return { built: [], diagnostics: [...checked.diagnostics, ...faults] };
  }
  const sources = files.sources.map(sourceEntry);
  const done = (built: Omit<Built, 'name'>): BuildResult => ({
    built: [{ name: 'policy', ...built }],
    diagnostics: checked.diagnostics,
  });
  const { data } = files;
  const regoVersion = options.version ?? 1;
  if (target === 'rego') return done({ bundle: { data, files: sources, regoVersion } });
  if (target === 'plan') {
    const plan = planChecked(checked.analysed, entrypoints);
    const content = new TextEncoder().encode(`${JSON.stringify(plan)}\n`);
    const entries = [...sources, { name: 'plan.json', content }];
    return done({
      output: { ending: 'json', content },
      bundle: { data, files: entries, regoVersion },
    });
  }
  const { wasm } = compileChecked(checked, entrypoints, options);
  if (wasm === undefined) return { built: [], diagnostics: checked.diagnostics };
  return done({
    output: { ending: 'wasm', content: wasm },
    bundle: { data, files: [], module: { wasm, entrypoints } },
  });
}

/** A Rego file as it stands in a bundle: below its root, whatever the way to it. */
function sourceEntry({ path, text: content }: Source): TarEntry {
  const name = path.replace(/^(?:[A-Za-z]:)?(?:\.{0,2}\/)+/, '');
  return { name, content: new TextEncoder().encode(content) };
}
