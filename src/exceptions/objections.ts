import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import type { Exception, ExceptionEvidence } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import type { Layer } from '../model/layer.js';
import { approvalObjection } from './approvals.js';
import { noTrust, strayingSignature } from './errors.js';
import { evidenceObjection } from './evidence.js';
import { loadSignatures, type SignatureFile } from './load-signatures.js';
import { loadTrust } from './trust.js';
import { type Signed, verifySignatures } from './verify-signatures.js';

export interface ObjectionContext {
  /** From `std` down. */
  readonly layers: readonly Layer[];
  readonly exceptions: readonly Exception[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly evidenceOf: (finding: Finding) => ExceptionEvidence;
  /** The layer that locks the finding's rule; undefined where none does. */
  readonly lockedBy: (finding: Finding) => string | undefined;
}

export interface Objections {
  /** Why an exception that is about a finding may not waive it, beyond the org's plain bounds. */
  readonly objection: (exception: Exception, finding: Finding) => string | undefined;
  readonly signedBy: ReadonlyMap<string, Signed>;
  readonly diagnostics: readonly Diagnostic[];
}

const NOBODY: Signed = { signers: [], refusals: [], diagnostics: [] };

/** Signatures, approvals, evidence and locks of all exceptions, checked once and asked per finding. */
export function prepareObjections(context: ObjectionContext): Objections {
  const { layers, exceptions, now, evidenceOf, lockedBy } = context;
  const org = layers.find(({ kind }) => kind === 'org');
  const trust = org?.settings.org?.trust;
  const rules = org?.settings.org?.exceptionRules;
  const loaded = loadSignatures(layers.flatMap(({ signatureFiles }) => signatureFiles));
  const diagnostics = [...loaded.diagnostics];
  const keys = trust && loadTrust(trust, org?.keyFiles ?? new Map());
  if (keys) diagnostics.push(...keys.diagnostics);
  const files = new Map<string, SignatureFile[]>();
  for (const file of loaded.value) {
    files.set(file.exception, [...(files.get(file.exception) ?? []), file]);
    if (!exceptions.some(({ id }) => id === file.exception)) {
      diagnostics.push(strayingSignature(file.span, file.exception));
    }
  }
  const signedBy = new Map<string, Signed>();
  for (const exception of exceptions) {
    const own = files.get(exception.id) ?? [];
    if (own.length === 0) continue;
    if (keys === undefined) {
      diagnostics.push(noTrust(exception.origin.span, exception.id));
      continue;
    }
    const policy = org?.name ?? '';
    const signed = verifySignatures(exception, own, keys.value, policy, now);
    signedBy.set(exception.id, signed);
    diagnostics.push(...signed.diagnostics);
  }
  const isAbove = (upper: string, lower: string) => {
    const names = layers.map(({ name }) => name);
    return names.indexOf(upper) < names.indexOf(lower);
  };
  return {
    signedBy,
    diagnostics,
    objection: (exception, finding) => {
      const signed = signedBy.get(exception.id) ?? NOBODY;
      if (hasErrors(signed.diagnostics)) return 'one of its signatures is refused';
      const locker = lockedBy(finding);
      if (locker !== undefined && rules === undefined && isAbove(locker, exception.layer)) {
        return `\`${finding.rule}\` is locked by ${locker}, and no org has said who may except from it`;
      }
      return (
        evidenceObjection(exception, evidenceOf(finding)) ??
        approvalObjection(
          exception,
          finding,
          { ...(rules && { rules }), ...(trust && { trust }) },
          signed,
        )
      );
    },
  };
}
