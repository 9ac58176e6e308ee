import type { Json } from '../../model/json.js';
import { dependencyCheck } from './dependency-check.js';
import type { ScanForm } from './form.js';
import { gitlab } from './gitlab.js';
import { govulncheck, govulncheckLegacy } from './govulncheck.js';
import { grype } from './grype.js';
import { hadolint } from './hadolint.js';
import { harbor } from './harbor.js';
import { npmAdvisories } from './npm-advisories.js';
import { npmAudit } from './npm-audit.js';
import { osvScanner } from './osv-scanner.js';
import { pipAudit } from './pip-audit.js';
import { retire } from './retire.js';
import { safety, safetyLegacy, safetyScan } from './safety.js';
import { sarif } from './sarif.js';
import { sarif1 } from './sarif-1.js';
import { snyk } from './snyk.js';
import { trivy, trivyKubernetes, trivyLegacy } from './trivy.js';
import { trivyOperator } from './trivy-operator.js';
import { twistlock } from './twistlock.js';
import { yarnAudit, yarnNpmAudit } from './yarn-audit.js';

/** Every form of report that is read; no file has two of them. */
export const FORMS: readonly ScanForm[] = [
  trivy,
  trivyLegacy,
  trivyKubernetes,
  trivyOperator,
  grype,
  npmAudit,
  npmAdvisories,
  yarnAudit,
  yarnNpmAudit,
  snyk,
  safety,
  safetyLegacy,
  safetyScan,
  pipAudit,
  dependencyCheck,
  osvScanner,
  retire,
  govulncheck,
  govulncheckLegacy,
  sarif,
  sarif1,
  gitlab,
  harbor,
  twistlock,
  hadolint,
];

/** The form of a file's value; undefined for what is no report that is read. */
export function formOfScan(root: Json): ScanForm | undefined {
  return FORMS.find(({ recognises }) => recognises(root));
}
