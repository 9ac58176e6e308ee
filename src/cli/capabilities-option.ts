import { textOf } from '../bundles/read-document.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Capabilities } from '../rego/capabilities/capabilities.js';
import { parseCapabilities } from '../rego/capabilities/parse-capabilities.js';
import { type Arguments, text } from './command.js';
import { pathMissing } from './errors.js';
import type { Io } from './io.js';

export const CAPABILITIES_OPTION = {
  capabilities: {
    type: 'string',
    describe: "a file in the form of OPA's: what policies may depend on, and is granted to them",
  },
} as const;

/** The capabilities file that a command line names; undefined where it names none. */
export function readCapabilities(
  args: Arguments,
  io: Io,
): { readonly value: Capabilities } | { readonly diagnostic: Diagnostic } | undefined {
  const path = text(args, 'capabilities');
  if (path === undefined) return undefined;
  const bytes = io.read(path);
  if (bytes === undefined) return { diagnostic: pathMissing(path) };
  const content = textOf(path, bytes);
  return typeof content === 'string'
    ? parseCapabilities({ path, text: content })
    : { diagnostic: content };
}
