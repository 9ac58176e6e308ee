/** Which keys and trusted roots signatures of documents are verified with. */
import type { Diagnosed, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/source.js';
import { readTrust } from '../documents/sigstore/read-trust.js';
import type { Stack } from '../layers/load-stack.js';
import type { Document } from '../model/document.js';
import type { Trust } from '../model/trust.js';
import { type Arguments, texts } from './command.js';
import { pathMissing } from './errors.js';
import type { Io } from './io.js';

/** Options of every command that reads documents. */
export const TRUST_OPTIONS = {
  key: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'a public key (PEM) that signatures of documents are verified with',
  },
  'trusted-root': {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'the `trusted_root.json` of a sigstore instance that certificates are verified with',
  },
} as const;

/** What the command line names, and what the org says. The judged folder has no say in it. */
export function loadTrust(args: Arguments, stack: Stack, io: Io): Diagnosed<Trust> {
  const missing: Diagnostic[] = [];
  const given = (name: string): Source[] =>
    texts(args, name).flatMap((path) => {
      const bytes = io.read(path);
      if (bytes === undefined) missing.push(pathMissing(path));
      return bytes === undefined ? [] : [{ path, text: new TextDecoder().decode(bytes) }];
    });
  const orgs = stack.map(({ layer }) => layer).filter(({ kind }) => kind === 'org');
  const named = (what: 'keys' | 'trustedRoots'): Source[] =>
    orgs.flatMap(({ settings, keyFiles }) =>
      (settings.org?.trust?.documents[what] ?? []).flatMap(
        ({ value }) => keyFiles.get(value) ?? [],
      ),
    );
  const { value, diagnostics } = readTrust(
    [...given('key'), ...named('keys')],
    [...given('trusted-root'), ...named('trustedRoots')],
  );
  return { value, diagnostics: [...missing, ...diagnostics] };
}

/** Signatures that nobody verified because nothing was given to verify them with, for the verdict. */
export function unverifiedKinds(documents: readonly Document[]): readonly string[] {
  const kinds = documents.flatMap(({ kind, value }) =>
    value['assurance'] === 'unverified' || value['assurance'] === 'reported' ? [kind] : [],
  );
  return [...new Set(kinds)];
}
