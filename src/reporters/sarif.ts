import type { Finding, FindingStatus } from '../model/finding.js';
import type { ResolvedLocation } from '../model/location.js';
import type { Verdict } from '../model/verdict.js';
import type { Reporter, ReportOptions } from './reporter.js';

/** What GitHub shows as severity: CVSS-like numbers, one per step. */
const SECURITY_SEVERITY: Readonly<Record<string, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
};

/** SARIF 2.1.0: what has been waived is there as a suppression, so that it never gets lost. */
export const sarif: Reporter = {
  name: 'sarif',
  about: 'SARIF 2.1.0, for code scanning',
  render: (verdict, options) => `${JSON.stringify(toSarif(verdict, options), null, 2)}\n`,
};

function toSarif(verdict: Verdict, options: ReportOptions) {
  const findings = verdict.findings.filter(({ status }) => status !== 'shadow');
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const [name = 'drydock', version = ''] = verdict.engine.split(' ');
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name,
            ...(version && { semanticVersion: version }),
            rules: ids.map((id) => ruleOf(id, findings, options)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: verdict.complete,
            endTimeUtc: verdict.effectiveTime,
            toolExecutionNotifications: verdict.problems.map(
              ({ severity, message, uri, line, column }) => ({
                level: severity === 'info' ? 'note' : severity,
                message: { text: message },
                ...(uri !== undefined && {
                  locations: [
                    locationOf({ uri, ...(line && { line }), ...(column && { column }) }, options),
                  ],
                }),
              }),
            ),
          },
        ],
        results: findings.map((finding) => resultOf(finding, ids, options)),
        properties: {
          outcome: verdict.outcome,
          complete: verdict.complete,
          ...(verdict.vex && { vex: verdict.vex }),
        },
      },
    ],
  };
}

function ruleOf(id: string, findings: readonly Finding[], { ruleOf: factsOf }: ReportOptions) {
  const facts = factsOf(id);
  const first = findings.find(({ rule }) => rule === id);
  const title = facts?.title ?? id;
  const help = [facts?.description, facts?.remediation ?? first?.remediation]
    .filter(Boolean)
    .join('\n\n');
  return {
    id,
    name: id.split('/').at(-1) ?? id,
    shortDescription: { text: title },
    ...(facts?.description && { fullDescription: { text: facts.description } }),
    help: { text: help || title },
    defaultConfiguration: { level: 'warning' },
    properties: {
      tags: ['security', ...(facts?.tags ?? first?.aliases ?? [])].slice(0, 20),
      'security-severity':
        SECURITY_SEVERITY[facts?.severity ?? first?.severity ?? 'medium'] ?? '5.5',
    },
  };
}

function resultOf(finding: Finding, ids: readonly string[], options: ReportOptions) {
  const { rule, status, message, locations, key, exception, severity, decidedBy } = finding;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: levelOf(status),
    kind: 'fail',
    message: { text: message },
    locations: locations.slice(0, 1).map((place) => locationOf(place, options)),
    ...(locations.length > 1 && {
      relatedLocations: locations
        .slice(1)
        .map((place, id) => ({ id, ...locationOf(place, options) })),
    }),
    partialFingerprints: { 'drydockFindingKey/v1': key },
    ...(status === 'waived' && {
      suppressions: [
        { kind: 'external', status: 'accepted', justification: `exception ${exception}` },
      ],
    }),
    ...(status === 'baselined' && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }],
    }),
    properties: { status, severity, decidedBy: decidedBy.layer },
  };
}

function levelOf(status: FindingStatus): string {
  if (status === 'fail') return 'error';
  return status === 'warn' ? 'warning' : 'note';
}

function locationOf(
  { uri, line, column, endLine, endColumn }: ResolvedLocation,
  { pathOf }: ReportOptions,
) {
  return {
    physicalLocation: {
      artifactLocation: { uri: pathOf(uri).split('/').map(encodeURIComponent).join('/') },
      ...(line !== undefined && {
        region: {
          startLine: line,
          ...(column !== undefined && { startColumn: column }),
          ...(endLine !== undefined && { endLine }),
          ...(endColumn !== undefined && { endColumn }),
        },
      }),
    },
  };
}
