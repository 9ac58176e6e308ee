import { dataConflicts } from '../../bundles/load-files.js';
import type { BundledModule } from '../../bundles/read-bundle.js';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import { pathText } from '../../rego/analysis/names.js';
import { parseJsonValue } from '../../rego/builtins/json-value.js';
import type { RegoObject, Value } from '../../rego/builtins/value.js';
import { checkModules, type QueryOptions } from '../../rego/compile.js';
import { Evaluation } from '../../rego/evaluation.js';
import { answerQuery, type QueryAnswer, type QueryContext } from '../../rego/query.js';
import { onlyEntrypoints } from '../errors.js';
import type { PolicyFiles } from '../policy-files.js';
import { rulePaths } from '../rule-paths.js';

/** Compiles the query with the Rego files, and evaluates it. */
export async function askSources(
  query: string,
  { sources, documents }: PolicyFiles,
  options: QueryOptions,
  context: QueryContext,
): Promise<QueryAnswer> {
  const checked = checkModules(sources, options);
  if (hasErrors(checked.diagnostics)) return { diagnostics: checked.diagnostics };
  const conflicts = dataConflicts(documents, rulePaths(checked.modules));
  if (conflicts.length > 0) return { diagnostics: conflicts };
  return answerQuery({ path: '<query>', text: query }, checked, context, options);
}

/** Asks a module that was compiled before, which answers its entrypoints and nothing else. */
export async function askModules(
  query: string,
  modules: readonly BundledModule[],
  context: QueryContext,
): Promise<QueryAnswer> {
  const isAsked = (path: string) => refOf(path) === query.trim();
  const module = modules.find(({ entrypoints }) => entrypoints.some(isAsked));
  const entrypoint = module?.entrypoints.find(isAsked);
  if (module === undefined || entrypoint === undefined) {
    return {
      diagnostics: [
        onlyEntrypoints(
          modules.flatMap(({ entrypoints }) => entrypoints).map((path) => refOf(path)),
        ),
      ],
    };
  }
  const evaluation = await Evaluation.load(module.wasm, context.evaluation);
  if (context.data !== undefined) evaluation.setData(context.data);
  const rows = parseJsonValue(evaluation.evaluate(context.input, entrypoint));
  const solutions = (rows as readonly Value[]).map((row) => ({
    expressions: [
      {
        value: (row as RegoObject).entries[0]?.[1] ?? null,
        text: query.trim(),
        line: 1,
        column: 1,
      },
    ],
    bindings: [],
  }));
  return { solutions, diagnostics: [] };
}

/** The ref that stands for an entrypoint. */
function refOf(entrypoint: string): string {
  return pathText(['data', ...entrypoint.split('/')]);
}
