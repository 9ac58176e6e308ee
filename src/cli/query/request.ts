/** What a command line asks, and what the answer is to be worked out from. */
import { NO_DOCUMENTS } from '../../bundles/base-documents.js';
import { readDocument } from '../../bundles/read-document.js';
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.js';
import { conftestView, trivyView } from '../../documents/dockerfile/views.js';
import { groundPrefix, pathText } from '../../rego/analysis/names.js';
import { jsonText, toValue } from '../../rego/builtins/json-value.js';
import type { Capabilities } from '../../rego/capabilities/capabilities.js';
import type { QueryOptions } from '../../rego/compile.js';
import type { QueryContext } from '../../rego/query.js';
import { parseModule } from '../../rego/syntax/parse.js';
import { readCapabilities } from '../capabilities-option.js';
import { type Arguments, flag, text, texts } from '../command.js';
import { pathMissing, queryUsage } from '../errors.js';
import { grantedContext } from '../grants.js';
import type { Io } from '../io.js';
import { deepestOf, limitsOf } from '../limits.js';
import { type PolicyFiles, readPolicyFiles } from '../policy-files.js';
import { readSchemas } from '../schema-option.js';

export interface Request {
  readonly query: string;
  readonly files: PolicyFiles;
  readonly options: QueryOptions;
  readonly context: QueryContext;
}

/** Reads all that a query needs; diagnostics where something of it cannot be had. */
export function readRequest(
  args: Arguments,
  io: Io,
): Request | { diagnostics: readonly Diagnostic[] } {
  const entrypoint = text(args, 'entrypoint');
  const query =
    entrypoint !== undefined
      ? pathText(['data', ...entrypoint.split('/')])
      : flag(args, 'stdin')
        ? new TextDecoder().decode(io.readInput())
        : (text(args, 'query') ?? '');
  if (flag(args, 'stdin') && flag(args, 'stdin-input')) {
    return { diagnostics: [queryUsage('query and input cannot both come from standard input')] };
  }
  const capabilities = readCapabilities(args, io);
  if (capabilities !== undefined && 'diagnostic' in capabilities) {
    return { diagnostics: [capabilities.diagnostic] };
  }
  const paths = texts(args, 'data');
  const bundles = texts(args, 'bundle');
  const files =
    paths.length + bundles.length === 0
      ? NO_FILES
      : readPolicyFiles(paths, io, {
          alsoBundles: bundles,
          ignore: texts(args, 'ignore'),
          deepest: deepestOf(args),
        });
  const input = readInput(args, io);
  const { options, diagnostics } = queryOptions(args, files, capabilities?.value);
  const limits = limitsOf(args);
  const schemas = readSchemas(args, io);
  const faults = [
    ...files.diagnostics,
    ...('diagnostic' in input ? [input.diagnostic] : []),
    ...('diagnostic' in limits ? [limits.diagnostic] : []),
    ...schemas.diagnostics,
    ...diagnostics,
  ];
  if (hasErrors(faults) || 'diagnostic' in limits) return { diagnostics: faults };
  const grants = grantedContext(args, io, capabilities?.value);
  const context: QueryContext = {
    ...('json' in input && { input: encode(input.json) }),
    data: files.data,
    evaluation: {
      context: () => ({ ...grants(), print: (line) => io.complain(`${line}\n`) }),
      ...limits.value,
    },
  };
  const withSchemas = schemas.value ? { ...options, schemas: schemas.value } : options;
  return { query, files, options: withSchemas, context };
}

const encode = (json: string): Uint8Array => new TextEncoder().encode(json);

const NO_FILES: PolicyFiles = {
  sources: [],
  data: encode('{}'),
  documents: NO_DOCUMENTS,
  modules: [],
  diagnostics: [],
};

/** The input document; nothing where none was given: `input` is undefined then. */
function readInput(
  args: Arguments,
  io: Io,
): { json: string } | { diagnostic: Diagnostic } | Record<never, never> {
  const path = flag(args, 'stdin-input') ? '-' : text(args, 'input');
  if (path === undefined) return {};
  const bytes = path === '-' ? io.readInput() : (io.read(path) ?? io.readPipe(path));
  if (bytes === undefined) return { diagnostic: pathMissing(path) };
  const shape = text(args, 'input-shape');
  if (shape === undefined)
    return readDocument(path === '-' ? 'stdin' : path, bytes, deepestOf(args));
  const view = shape === 'conftest' ? conftestView(path, bytes) : trivyView(path, bytes);
  return view === undefined
    ? { diagnostic: queryUsage(`\`${path}\` is no Dockerfile that ${shape} could read`) }
    : { json: jsonText(toValue(view)) };
}

function queryOptions(
  args: Arguments,
  { regoVersion }: PolicyFiles,
  capabilities: Capabilities | undefined,
): { readonly options: QueryOptions; readonly diagnostics: readonly Diagnostic[] } {
  const version = flag(args, 'v0-compatible') ? 0 : (regoVersion ?? 1);
  const packageName = text(args, 'package');
  // Read as a module would be, so that what is wrong with them is said as there.
  const lines = [
    `package ${packageName ?? 'query'}`,
    ...texts(args, 'import').map((name) => `import ${name}`),
  ];
  const header = parseModule({ path: '<query>', text: `${lines.join('\n')}\n` }, { version });
  const { package: clause, imports } = header.value;
  return {
    options: {
      version,
      strict: flag(args, 'strict'),
      strictErrors: flag(args, 'strict-builtin-errors'),
      print: 'keep',
      imports,
      ...(packageName !== undefined && { packagePath: groundPrefix(clause.path) }),
      ...(capabilities && { capabilities }),
    },
    diagnostics: header.diagnostics,
  };
}
