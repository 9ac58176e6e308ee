/** Reports that are recognised but not read, so that nobody takes their absence for a clean scan. */
import type { Json } from '../../model/json.js';
import { isObject, objectOf, textOf } from '../json/fields.js';
import { firstOf } from './form.js';

interface RefusedForm {
  /** The tool, and what to ask it for instead. */
  readonly tool: string;
  readonly instead: string;
  readonly recognises: (root: Json) => boolean;
}

const has = (value: unknown, ...keys: readonly string[]): boolean =>
  isObject(value) && keys.every((key) => key in value);

const REFUSED: readonly RefusedForm[] = [
  {
    tool: 'Aqua',
    instead: 'scan with `trivy image --format json`, which reads the same database',
    recognises: (root) => {
      const first = objectOf(firstOf(root));
      const inner = has(first, 'image_name', 'results') ? objectOf(first['results']) : first;
      return (
        has(inner, 'image', 'scan_started') ||
        has(first, 'image_name', 'cves') ||
        (has(first, 'count', 'pagesize', 'result') && has(first['query'], 'image_name'))
      );
    },
  },
  {
    tool: 'Clair',
    instead: 'let the registry give its own report, or scan with Trivy or Grype',
    recognises: (root) =>
      has(root, 'image', 'unapproved', 'vulnerabilities') ||
      has(root, 'LayerCount', 'Vulnerabilities'),
  },
  {
    tool: 'NeuVector',
    instead: 'scan with Trivy or Grype',
    recognises: (root) => {
      const report = objectOf(objectOf(root)['report']);
      return has(report, 'vulnerabilities') && (has(report, 'modules') || has(report, 'checks'));
    },
  },
  {
    tool: 'Docker Bench for Security',
    instead: 'it judges a host and not an image: no rule here asks about hosts',
    recognises: (root) => has(root, 'dockerbenchsecurity', 'tests'),
  },
  {
    tool: 'Anchore Enterprise',
    instead:
      'scan with `grype -o json`; what it prints here is its own verdict without the findings',
    recognises: (root) => {
      const [image] = Object.entries(objectOf(firstOf(root)));
      const [tags] = image === undefined ? [] : Object.values(objectOf(image[1]));
      return /^sha256:/.test(image?.[0] ?? '') && Array.isArray(tags);
    },
  },
  {
    tool: "GitHub's dependency submission",
    instead: 'write the bill of materials as CycloneDX or SPDX: `--format cyclonedx`',
    recognises: (root) =>
      has(root, 'detector', 'manifests', 'job') && textOf(objectOf(root)['sha']) !== undefined,
  },
];

/** Why a report is not read, and what to do; undefined for what is no known report. */
export function refusalOf(
  root: Json,
): { readonly reason: string; readonly instead: string } | undefined {
  const found = REFUSED.find(({ recognises }) => recognises(root));
  return found && { reason: `reports of ${found.tool} are not read`, instead: found.instead };
}
