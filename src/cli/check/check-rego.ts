/** `policy check` for plain Rego: whatever stands in files, folders and bundles, whether it belongs to a layer or not. */

import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { checkModules } from '../../rego/compile.js';
import { CAPABILITIES_OPTION, readCapabilities } from '../capabilities-option.js';
import { type Arguments, flag, text, texts } from '../command.js';
import { noRego } from '../errors.js';
import { EXIT, exitOfDiagnostics } from '../exit.js';
import { isGoverned } from '../governed-folder.js';
import type { Io } from '../io.js';
import { readPolicyFiles } from '../policy-files.js';
import { errorReport } from '../query/error-report.js';
import { MAX_ERRORS_OPTION, REGO_FILE_OPTIONS } from '../rego-options.js';
import { readSchemas, SCHEMA_OPTION } from '../schema-option.js';
import { complain } from '../session.js';

/** Options of plain Rego; names and meaning are those of `opa check`. */
export const REGO_OPTIONS = {
  strict: {
    alias: 'S',
    type: 'boolean',
    describe:
      "the compiler's strict mode: also report imports, vars and parameters that nothing uses",
  },
  ...SCHEMA_OPTION,
  bundle: {
    alias: 'b',
    type: 'boolean',
    describe: 'the paths are bundles: archives, or folders in the layout of bundles',
  },
  ...REGO_FILE_OPTIONS,
  ...MAX_ERRORS_OPTION,
  format: { alias: 'f', choices: ['pretty', 'json'], describe: 'how to print errors' },
  ...CAPABILITIES_OPTION,
} as const;

/** Options that mean nothing where layers are checked. */
const REGO_ALONE = [
  'strict',
  'schema',
  'bundle',
  'ignore',
  'v0-compatible',
  'format',
  'capabilities',
] as const;

/**
 * Whether a command line is about plain Rego: it has options of it, or names Rego files, bundles, or folders that hold Rego and belong to
 * no layer.
 *
 * @param layered whether it has options of layers
 */
export function asksRego(args: Arguments, layered: boolean, io: Io): boolean {
  if (REGO_ALONE.some((name) => args[name] !== undefined)) return true;
  const paths = texts(args, 'paths');
  return !layered && paths.length > 0 && paths.every((path) => holdsRego(path, io));
}

function holdsRego(path: string, io: Io): boolean {
  if (/\.(?:rego|tar\.gz|tgz)$/.test(path) && io.isFile(path)) return true;
  if (!io.isFolder(path) || isGoverned(path, io)) return false;
  return (io.tree(path)?.list('') ?? []).some(({ uri }) => uri.endsWith('.rego'));
}

export function checkRego(args: Arguments, io: Io): number {
  const paths = texts(args, 'paths');
  const files = readPolicyFiles(paths, io, {
    ignore: texts(args, 'ignore'),
    bundles: flag(args, 'bundle'),
  });
  const schemas = readSchemas(args, io);
  const capabilities = readCapabilities(args, io);
  const diagnostics: Diagnostic[] = [...files.diagnostics, ...schemas.diagnostics];
  if (capabilities !== undefined && 'diagnostic' in capabilities) {
    diagnostics.push(capabilities.diagnostic);
  } else if (files.sources.length === 0 && diagnostics.length === 0) {
    diagnostics.push(
      noRego(paths.length > 0 ? paths.map((path) => `\`${path}\``).join(', ') : '`.`'),
    );
  }
  if (diagnostics.length > 0) return report(diagnostics, args, io);
  const version = flag(args, 'v0-compatible') ? 0 : files.regoVersion;
  const checked = checkModules(files.sources, {
    strict: flag(args, 'strict'),
    errorLimit: Number(text(args, 'max-errors') ?? 10),
    ...(schemas.value && { schemas: schemas.value }),
    ...(capabilities && 'value' in capabilities && { capabilities: capabilities.value }),
    ...(version !== undefined && { version }),
  });
  return report(checked.diagnostics, args, io);
}

function report(diagnostics: readonly Diagnostic[], args: Arguments, io: Io): number {
  const code = exitOfDiagnostics(diagnostics) ?? EXIT.pass;
  if (args['format'] !== 'json') complain(diagnostics, io);
  else if (code !== EXIT.pass) io.print(errorReport(diagnostics));
  return code;
}
