import type { Exception } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import { isGlob, matchesGlob } from '../model/glob.js';
import { parseImagePattern, parseImageReference } from '../model/image-reference.js';

/** What is known of the subject that a finding is about; what is absent matches no selector. */
export interface SubjectFacts {
  readonly repo?: string;
  /** References of the image, as `reg.example/acme/pay:1.2`. */
  readonly images: readonly string[];
  readonly digests: readonly string[];
}

/** Finds rules by any of their names; undefined for a name that no rule has. */
export type FindRule = (name: string) => string | undefined;

/**
 * Whether an exception is about a finding: the one matcher of every command. All selectors that are present must match, each by
 * one of its values. Expiry and bounds are no part of it.
 */
export function matchException(
  exception: Exception,
  finding: Finding,
  facts: SubjectFacts,
  findRule: FindRule,
): boolean {
  const { subject, values, findingKey } = exception;
  if (!exception.rules.some(({ value }) => matchesRule(value, finding, findRule))) return false;
  if (findingKey !== undefined && findingKey !== finding.key) return false;
  if (values && (finding.term === undefined || !values.includes(finding.term))) return false;
  const { repo } = facts;
  if (
    subject.repo &&
    !(repo !== undefined && subject.repo.some((glob) => matchesGlob(glob, repo)))
  ) {
    return false;
  }
  const path = finding.locations[0]?.uri;
  if (
    subject.path &&
    !(path !== undefined && subject.path.some((glob) => matchesGlob(glob, path)))
  ) {
    return false;
  }
  if (subject.digest && !subject.digest.some((digest) => facts.digests.includes(digest)))
    return false;
  const { image } = subject;
  return !image || image.some((pattern) => facts.images.some((ref) => matchesImage(pattern, ref)));
}

/** `rule`, `rule#check`, or a glob over canonical ids. */
function matchesRule(written: string, finding: Finding, findRule: FindRule): boolean {
  const [name = '', check] = written.split('#');
  if (check !== undefined && check !== finding.check) return false;
  if (isGlob(name)) return matchesGlob(name, finding.rule);
  return findRule(name) === finding.rule;
}

/** A reference without tag or digest stands for all of them; parts are compared one by one. */
export function matchesImage(pattern: string, reference: string): boolean {
  const wanted = parseImagePattern(pattern);
  const found = parseImageReference(reference);
  if (!wanted || !found) return false;
  if (!matchesGlob(wanted.registry, found.registry)) return false;
  if (!matchesGlob(wanted.repository, found.repository)) return false;
  if (wanted.digest !== undefined) return wanted.digest === found.digest;
  if (wanted.tag === undefined) return true;
  return matchesGlob(wanted.tag, found.tag ?? (found.digest === undefined ? 'latest' : ''));
}
