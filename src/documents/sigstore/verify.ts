import type { Trust, TrustedKey } from '../../model/trust.js';
import { readCertificate } from './certificate.js';
import type { SignedContent } from './content.js';
import { signingTimes } from './signing-times.js';
import type { SigningFacts, VerificationProblem } from './types.js';
import { signerAmong } from './verify-with-key.js';
import { verifyWithRoot } from './verify-with-root.js';

const NO_TRUST: Trust = { keys: [], roots: [] };

/** What is known of the act of signing, verified as far as keys and roots were given. */
export function signingFacts(
  signed: SignedContent,
  message: Uint8Array | null,
  trust: Trust = NO_TRUST,
): SigningFacts {
  const outcome = verify(signed, message, trust);
  const read = signed.certificate === null ? undefined : readCertificate(signed.certificate);
  const times = signingTimes(signed, outcome.isLogged);
  return {
    verified: outcome.problems.length === 0,
    assurance: outcome.assurance,
    verificationProblems: outcome.problems,
    identity: read?.identity ?? null,
    keyFingerprint: outcome.key?.fingerprint ?? read?.keyFingerprint ?? null,
    certificate: read?.certificate ?? null,
    ...times,
  };
}

interface Outcome {
  readonly assurance: SigningFacts['assurance'];
  /** None where it is verified. */
  readonly problems: readonly VerificationProblem[];
  /** The key that made it. */
  readonly key?: TrustedKey;
  /** Whether log entries and timestamps were verified as well. */
  readonly isLogged: boolean;
}

function verify(signed: SignedContent, message: Uint8Array | null, trust: Trust): Outcome {
  const { form, content, certificate, faults } = signed;
  const not = (assurance: Outcome['assurance'], ...problems: VerificationProblem[]): Outcome => ({
    assurance,
    problems,
    isLogged: false,
  });
  if (form === 'cosign-verify') return not('reported', ...faults);
  const isSigned =
    content !== null &&
    (content.kind === 'envelope' ? content.signatures.length : content.signature.length) > 0;
  if (!isSigned && faults.length === 0) {
    return not('unsigned', { code: 'unsigned', message: 'nothing in it is signed' });
  }
  const isGiven = trust.keys.length + trust.roots.length > 0;
  if (faults.length > 0) return not(isGiven ? 'failed' : 'unverified', ...faults);
  const isMissing = content?.kind === 'message' && message === null;
  return certificate === null
    ? byKey(signed, message, trust, isMissing)
    : byCertificate(signed, message, trust, isMissing);
}

const MISSING: VerificationProblem = {
  code: 'message-missing',
  message: 'what it signs is not among the files, so the signature cannot be checked',
};

function byKey(
  signed: SignedContent,
  message: Uint8Array | null,
  { keys, roots }: Trust,
  isMissing: boolean,
): Outcome {
  const not = (assurance: Outcome['assurance'], problem: VerificationProblem): Outcome => ({
    assurance,
    problems: [problem],
    isLogged: false,
  });
  if (keys.length === 0) {
    return not('unverified', {
      code: 'no-key',
      message: 'no public key was given to verify it with',
    });
  }
  if (isMissing) return not('unverified', MISSING);
  const key = signed.content === null ? undefined : signerAmong(keys, signed.content, message);
  if (key === undefined) {
    return not('failed', {
      code: 'signature',
      message: 'none of the given keys has made this signature',
    });
  }
  // What a log says is checked where its keys are known; the given key vouches for the signature without it.
  if (signed.bundle === null || signed.tlog.length === 0 || roots.length === 0) {
    return { assurance: 'verified', problems: [], key, isLogged: false };
  }
  const problems = roots.map(({ value }) => verifyWithRoot(signed, value, message, key));
  const isLogged = problems.includes(undefined);
  return isLogged
    ? { assurance: 'verified', problems: [], key, isLogged }
    : { assurance: 'failed', problems: problems.flatMap((one) => one ?? []), isLogged };
}

function byCertificate(
  signed: SignedContent,
  message: Uint8Array | null,
  { roots }: Trust,
  isMissing: boolean,
): Outcome {
  const not = (assurance: Outcome['assurance'], ...problems: VerificationProblem[]): Outcome => ({
    assurance,
    problems,
    isLogged: false,
  });
  if (roots.length === 0) {
    return not('unverified', {
      code: 'no-trusted-root',
      message: 'no trusted root was given to verify its certificate with',
    });
  }
  if (signed.bundle === null) {
    return not('unverified', {
      code: 'no-log-entry',
      message: 'it holds no log entry or timestamp that proves when it was signed',
    });
  }
  if (isMissing) return not('unverified', MISSING);
  const problems = roots.map(({ value }) => verifyWithRoot(signed, value, message));
  const isLogged = problems.includes(undefined);
  return isLogged
    ? { assurance: 'verified', problems: [], isLogged }
    : not('failed', ...problems.flatMap((one) => one ?? []));
}
