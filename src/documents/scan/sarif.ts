import { arrayOf, isObject, type JsonObject, objectOf, textOf, textsOf } from '../json/fields.js';
import { cwesOf, failedReport, findingOf, reportOf, severityOfScore, toolOf } from './finding.js';
import type { ScanForm } from './form.js';
import { packageInMessage } from './sarif-package.js';
import { placesOf, rulesOf } from './sarif-run.js';
import type { ScanFacts, ScanFinding } from './types.js';

/** SARIF 2, its drafts included; the runs of several tools count as one report of the first. */
export const sarif: ScanForm = {
  name: 'sarif',
  recognises: (root) => {
    if (!isObject(root) || !Array.isArray(root['runs'])) return false;
    const { version } = root;
    if (typeof version === 'string') return version.startsWith('2.');
    const [first] = root['runs'].map(objectOf);
    return isObject(first?.['tool']) && (isObject(first['tool']['driver']) || 'results' in first);
  },
  read: (root, uri) => readSarif(objectOf(root), uri),
};

function readSarif(report: JsonObject, uri: string): ScanFacts {
  const runs = arrayOf(report['runs']).map(objectOf);
  const driver = driverOf(runs[0] ?? {});
  const name = (textOf(driver['name']) ?? 'sarif').toLowerCase();
  const invocations = runs.flatMap((run) => arrayOf(run['invocations']).map(objectOf));
  const failed = invocations.filter((one) => one['executionSuccessful'] === false);
  const ended = invocations.map((one) => textOf(one['endTimeUtc'])).find((time) => time);
  const version = textOf(report['version']);
  const [artifact] = runs.map((run) => objectOf(run['properties']));
  const image = textOf(artifact?.['imageName']);
  return reportOf(name, {
    ...failedReport(name, [
      ...(version === undefined ? ['it says no `version` of SARIF'] : []),
      ...failed.map((one) => textOf(one['exitCodeDescription']) ?? 'the run did not succeed'),
    ]),
    tool: toolOf(name, textOf(driver['semanticVersion']) ?? textOf(driver['version']) ?? null),
    createdAt: ended ?? null,
    subject:
      image === undefined
        ? reportOf('', {}).subject
        : {
            type: 'container_image',
            name: image,
            digest:
              /@(sha256:[0-9a-f]{64})$/.exec(textsOf(artifact?.['repoDigests'])[0] ?? '')?.[1] ??
              null,
            imageId: textOf(artifact?.['imageID']) ?? null,
            tags: textsOf(artifact?.['repoTags']),
          },
    findings: runs.flatMap((run, at) => resultsOf(run, uri, `/runs/${at}/results`)),
  });
}

/** Drafts write the driver into the tool itself. */
function driverOf(run: JsonObject): JsonObject {
  const tool = objectOf(run['tool']);
  return isObject(tool['driver']) ? tool['driver'] : tool;
}

/** Kinds of results that are none of trouble. */
const NO_TROUBLE = new Set(['pass', 'notApplicable']);

function resultsOf(run: JsonObject, uri: string, at: string): ScanFinding[] {
  const ruleOf = rulesOf(run);
  const tool = (textOf(driverOf(run)['name']) ?? '').toLowerCase();
  return arrayOf(run['results']).flatMap((value, index): ScanFinding[] => {
    const result = objectOf(value);
    const isGone = result['baselineState'] === 'absent';
    if (isGone || NO_TROUBLE.has(textOf(result['kind']) ?? textOf(result['level']) ?? ''))
      return [];
    const rule = ruleOf(result);
    const id =
      textOf(result['ruleId']) ??
      textOf(objectOf(result['rule'])['id']) ??
      textOf(rule['id']) ??
      '';
    const properties = objectOf(rule['properties']);
    const message = textOf(objectOf(result['message'])['text']) ?? null;
    const kind = kindOf(id, textsOf(properties['tags']), tool);
    const about = kind === 'vulnerability' ? packageInMessage(id, message ?? '', properties) : {};
    return [
      findingOf(
        {
          kind,
          id,
          severity:
            severityOfScore(properties['security-severity']) ??
            LEVELS.get(levelOf(result, rule)) ??
            null,
          title: message,
          cwes: cwesOf(properties['tags'], properties['cwe']),
          suppressed: suppressionOf(result),
          locations: placesOf(result, run),
          ...about,
        },
        { uri, ptr: `${at}/${index}` },
      ),
    ];
  });
}

/** A result is suppressed where none of its suppressions still waits for a decision, or was turned down. */
function suppressionOf(result: JsonObject): ScanFinding['suppressed'] {
  const all = arrayOf(result['suppressions']).map(objectOf);
  const [first] = all;
  const states = all.map(({ status, state }) => textOf(status) ?? textOf(state) ?? 'accepted');
  if (first === undefined || states.some((state) => state !== 'accepted')) return null;
  return { by: textOf(first['kind']) ?? 'sarif', reason: textOf(first['justification']) ?? null };
}

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['error', 'high'],
  ['warning', 'medium'],
  ['note', 'low'],
  ['open', 'medium'],
  ['none', 'info'],
]);

function levelOf(result: JsonObject, rule: JsonObject): string {
  const configured = objectOf(rule['defaultConfiguration'] ?? rule['configuration']);
  return (
    textOf(result['level']) ??
    textOf(configured['level']) ??
    textOf(configured['defaultLevel']) ??
    'warning'
  );
}

/** Tools that look for nothing but secrets. */
const SECRETS = /gitleaks|trufflehog|detect-secrets|ggshield|gitguardian/;

function kindOf(id: string, tags: readonly string[], tool: string): ScanFinding['kind'] {
  const words = tags.map((tag) => tag.toLowerCase());
  if (/^(CVE|GHSA|PYSEC|RUSTSEC|GO|OSV|SNYK)-/.test(id) || words.includes('vulnerability')) {
    return 'vulnerability';
  }
  if (words.includes('secret') || words.includes('secrets') || SECRETS.test(tool)) return 'secret';
  return words.includes('misconfiguration') ? 'misconfiguration' : 'other';
}
