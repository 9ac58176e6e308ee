import type { Exception } from '../model/exception.js';
import type { Finding } from '../model/finding.js';
import type { ExceptionRules, GroupSettings, TrustSettings } from '../model/settings.js';
import type { Signed, Signer } from './verify-signatures.js';

/** What an org says of approvals. */
export interface ApprovalRules {
  readonly rules?: ExceptionRules;
  readonly trust?: TrustSettings;
}

/**
 * Why an exception lacks the approvals that a finding of its severity needs; undefined where it has them.
 *
 * Where the org wants signatures, only signers count; elsewhere the names in `approvedBy` count as well. Whoever asked for the
 * exception never counts as one who approves it.
 */
export function approvalObjection(
  exception: Exception,
  { severity }: Finding,
  { rules, trust }: ApprovalRules,
  signed: Signed,
): string | undefined {
  const mustSign = trust?.requireSigned.exceptions.includes(severity) ?? false;
  const approval = rules?.approvals.get(severity) ?? rules?.approvals.get('default');
  if (!mustSign && approval === undefined) return undefined;
  const group = approval && trust?.groups.get(approval.group);
  if (approval && group === undefined && mustSign)
    return `the org has no group \`${approval.group}\``;
  const wanted = Math.max(approval?.count ?? 1, group?.threshold ?? 1);
  const signers = distinct(signed.signers).filter(
    ({ name }) => !isRequester(name, exception) && isMember(name, group),
  );
  const named = mustSign
    ? []
    : approversNamed(exception, approval?.group, group).filter(
        (name) => !signers.some((signer) => signer.name === name),
      );
  const count = signers.length + named.length;
  if (count >= wanted) return undefined;
  const what = mustSign ? 'signature' : 'approval';
  const whose = approval ? ` of group \`${approval.group}\`` : '';
  const why = signed.refusals.length > 0 ? ` (${signed.refusals.join('; ')})` : '';
  return `for ${severity} findings it needs ${wanted} ${what}${wanted === 1 ? '' : 's'}${whose}, and has ${count}${why}`;
}

/** One per name and one per key: a key under two names, or two keys of one name, are one signer. */
function distinct(signers: readonly Signer[]): Signer[] {
  const found: Signer[] = [];
  for (const signer of signers) {
    const isKnown = found.some(
      ({ name, fingerprint }) => name === signer.name || fingerprint === signer.fingerprint,
    );
    if (!isKnown) found.push(signer);
  }
  return found;
}

function isMember(name: string, group: GroupSettings | undefined): boolean {
  return group === undefined || group.members.includes(name);
}

/** Members of the group by name; `group:<name>` stands for one of them. */
function approversNamed(
  exception: Exception,
  groupName: string | undefined,
  group: GroupSettings | undefined,
): string[] {
  const names = new Set(
    exception.approvedBy.filter(
      (name) =>
        name === `group:${groupName}` ||
        (!name.startsWith('group:') && group?.members.includes(name) === true),
    ),
  );
  return [...names].filter((name) => !isRequester(name, exception));
}

/** The same person, whether written as a name or as an address. */
function isRequester(name: string, { requestedBy }: Exception): boolean {
  if (requestedBy === undefined) return false;
  const short = (text: string) => text.toLowerCase().split('@')[0];
  return short(name) === short(requestedBy);
}
