import { type JsonObject, textOf, textsOf } from '../json/fields.js';
import { severityOf, versionsOf } from './finding.js';
import type { ScanFinding } from './types.js';

type About = Partial<
  Pick<ScanFinding, 'id' | 'package' | 'purl' | 'installed' | 'fixed' | 'fixState' | 'severity'>
>;

/** SARIF has no fields for packages: Trivy writes them into the message, Docker Scout into the rule, Grype behind the rule's id. */
export function packageInMessage(id: string, message: string, properties: JsonObject): About {
  return { ...inMessage(message), ...inRule(properties), ...inId(id) };
}

function inMessage(message: string): About {
  const line = (label: string) =>
    new RegExp(`^${label}: *(.+)$`, 'm').exec(message)?.[1]?.trim() ?? undefined;
  const name = line('Package');
  if (name === undefined) return {};
  const fixed = versionsOf(line('Fixed Version'));
  const severity = severityOf(line('Severity'));
  return {
    package: name,
    installed: line('Installed Version') ?? null,
    fixed,
    fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
    ...(severity !== null && { severity }),
  };
}

function inRule(properties: JsonObject): About {
  const [purl] = textsOf(properties['purls']);
  const fixed = textOf(properties['fixed_version']);
  const isFixed = fixed !== undefined && fixed !== 'not fixed';
  return {
    ...(purl !== undefined && { purl, package: /^pkg:[^/]+\/([^@?#]+)/.exec(purl)?.[1] ?? null }),
    ...(isFixed && { fixed: [fixed], fixState: 'fixed' as const }),
  };
}

/** `CVE-2021-3711-openssl`. */
function inId(id: string): About {
  const parts = /^(CVE-\d{4}-\d{4,}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})-(.+)$/.exec(id);
  return parts === null ? {} : { id: parts[1] ?? id, package: parts[2] ?? null };
}
