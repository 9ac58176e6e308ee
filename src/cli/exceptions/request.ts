import { stringify } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { evidenceOf } from '../../exceptions/evidence.js';
import type { ExceptionEvidence } from '../../model/exception.js';
import type { Finding } from '../../model/finding.js';
import { type OrgSettings, SEVERITIES, type Severity } from '../../model/settings.js';
import { DAY } from '../../model/time.js';
import { type Arguments, text, texts } from '../command.js';
import { notBound, nothingToExcept } from '../errors.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { type Judged, judge } from '../judge.js';
import { complain, repoNameOf } from '../session.js';
import { orgOf } from './records.js';

/** Days that an exception lasts where the org sets no bound for its severity. */
const DAYS = 30;

/** Writes an exception for findings that stand, as narrow and as short as can be, with the approvers it needs. */
export async function requestException(args: Arguments, io: Io): Promise<number> {
  const judged = await judge(args, io);
  if (judged.kind === 'stopped') return judged.code;
  const now = Date.parse(judged.verdict.effectiveTime);
  const rule = text(args, 'rule');
  const key = text(args, 'finding');
  const findings = judged.verdict.findings.filter(
    (finding) =>
      (finding.status === 'fail' || finding.status === 'warn') &&
      (key === undefined || finding.key === key) &&
      (rule === undefined ||
        [finding.rule, finding.code, ...finding.aliases].includes(rule) ||
        finding.rule.endsWith(`/${rule}`)),
  );
  const [first] = findings;
  if (first === undefined) {
    complain([nothingToExcept(rule ?? key ?? '')], io);
    return EXIT.configuration;
  }
  const org = orgOf(judged.stack)?.settings;
  const severity = strictest(findings);
  const days = Math.min(
    ...findings.map((finding) => org?.exceptionRules?.maxDays.get(finding.severity) ?? DAYS),
  );
  const date = (time: number) => new Date(time).toISOString().slice(0, 10);
  const repo = repoNameOf(args);
  const paths = [...new Set(findings.flatMap(({ locations }) => locations[0]?.uri ?? []))];
  const terms = [...new Set(findings.flatMap(({ term }) => term ?? []))];
  const bound = boundTo(args, findings, judged);
  if ('code' in bound) {
    complain([bound], io);
    return EXIT.configuration;
  }
  const record = {
    id: text(args, 'id') ?? `EXC-${date(now).slice(0, 4)}-${first.key.slice(0, 6)}`,
    rules: [...new Set(findings.map((finding) => finding.rule))],
    subject: { ...(repo !== undefined && { repo }), ...(paths.length > 0 && { path: paths }) },
    ...(terms.length > 0 && findings.every(({ term }) => term !== undefined) && { values: terms }),
    ...(findings.length === 1 && first.term === undefined && { findingKey: first.key }),
    reason: text(args, 'reason') ?? 'say why',
    ...(text(args, 'ticket') !== undefined && { ticket: text(args, 'ticket') }),
    ...(text(args, 'requested-by') !== undefined && { requestedBy: text(args, 'requested-by') }),
    ...approvers(org, severity),
    ...bound,
    created: date(now),
    expires: date(now + days * DAY),
  };
  const yaml = stringify(record, { lineWidth: 0 });
  const output = text(args, 'output');
  if (output === undefined) io.print(yaml);
  else {
    io.write(output, yaml);
    io.print(`${output}: ${record.id}\n`);
  }
  for (const line of whatItTakes(org, severity)) io.complain(`${line}\n`);
  return EXIT.pass;
}

/** The state that the exception is granted for, as `--bind` asks: drift brings the findings back. */
function boundTo(
  args: Arguments,
  findings: readonly Finding[],
  { subjects, stack }: Extract<Judged, { kind: 'judged' }>,
): { readonly evidence?: ExceptionEvidence } | Diagnostic {
  const rules = stack.flatMap((layer) => layer.rules);
  const found = findings.map((finding) =>
    evidenceOf(
      finding,
      subjects.find(({ name }) => name === finding.subject),
      rules.find(({ id }) => id === finding.rule)?.digest,
    ),
  );
  const evidence: { -readonly [name in keyof ExceptionEvidence]: string } = {};
  for (const what of texts(args, 'bind')) {
    const field = `${what}Digest` as keyof ExceptionEvidence;
    const [value, ...others] = new Set(found.map((one) => one[field]));
    if (value === undefined) return notBound(what, 'the subject has none');
    // Findings of several states would each need a record of their own.
    if (others.length > 0) return notBound(what, 'the findings rest on several');
    evidence[field] = value;
  }
  return Object.keys(evidence).length > 0 ? { evidence } : {};
}

function strictest(findings: readonly Finding[]): Severity {
  const ranks = findings.map(({ severity }) => SEVERITIES.indexOf(severity));
  return SEVERITIES[Math.max(...ranks)] ?? 'critical';
}

function approvers(org: OrgSettings | undefined, severity: Severity): { approvedBy?: string[] } {
  const approvals = org?.exceptionRules?.approvals;
  const approval = approvals?.get(severity) ?? approvals?.get('default');
  return approval ? { approvedBy: [`group:${approval.group}`] } : {};
}

function whatItTakes(org: OrgSettings | undefined, severity: Severity): string[] {
  const rules = org?.exceptionRules;
  const approval = rules?.approvals.get(severity) ?? rules?.approvals.get('default');
  const signed = org?.trust?.requireSigned.exceptions.includes(severity);
  return [
    ...(approval
      ? [
          `needs ${approval.count} ${signed ? 'signature' : 'approval'}(s) of group ${approval.group}`,
        ]
      : []),
    ...(rules?.requireTicket !== undefined ? [`needs a ticket like ${rules.requireTicket}`] : []),
    ...(rules?.requireDigest.includes(severity) ? ['needs `subject.digest`'] : []),
  ];
}
