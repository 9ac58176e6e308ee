/** Counts what scan reports hold, from their raw values; by the name of the form, each in its own few words. */

// biome-ignore-start lint/suspicious/noExplicitAny: raw files have any shape
const list = (value: any): any[] => (Array.isArray(value) ? value : []);
const values = (value: any): any[] => Object.values(value ?? {});
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const distinct = (items: readonly unknown[]): number =>
  new Set(items.map((item) => JSON.stringify(item))).size;

const trivyResults = (results: any[]): number =>
  sum(
    results.map(
      (result) =>
        list(result.Vulnerabilities).length +
        list(result.Secrets).length +
        list(result.Licenses).length +
        list(result.Misconfigurations).filter(({ Status }) => Status !== 'PASS').length +
        list(result.ExperimentalModifiedFindings).filter(({ Type }) => Type === 'vulnerability')
          .length,
    ),
  );

const operator = (reports: any[]): number =>
  sum(
    reports.map(
      ({ report }) =>
        list(report.vulnerabilities).length +
        list(report.secrets).length +
        list(report.checks).filter(({ success }) => !success).length,
    ),
  );

const harborReport = (root: any): any => (root.scanner ? root : values(root)[0]);

/** @param root of files that hold several values, the list of them */
export const COUNT: { readonly [format: string]: (root: any) => number } = {
  trivy: ({ Results }) => trivyResults(list(Results)),
  'trivy-v1': trivyResults,
  'trivy-k8s': (root) =>
    trivyResults(
      ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations']
        .flatMap((key) => list(root[key]))
        .flatMap(({ Results }) => list(Results)),
    ),
  'trivy-operator': (root) =>
    operator(
      Array.isArray(root) ? root : root.report ? [root] : values(root).flatMap((one) => list(one)),
    ),
  grype: ({ matches, ignoredMatches }) => list(matches).length + list(ignoredMatches).length,
  'npm-audit': ({ vulnerabilities }) =>
    sum(values(vulnerabilities).map(({ via }) => via.filter((one: any) => one.title).length)),
  'npm-audit-v1': ({ advisories }) => values(advisories).length,
  'yarn-audit': (lines) =>
    distinct(
      lines
        .filter(({ type }: any) => type === 'auditAdvisory')
        .map(({ data }: any) => [data.advisory.id, data.advisory.module_name]),
    ),
  'yarn-npm-audit': (lines) => list(lines).length,
  snyk: (root) =>
    sum(
      (Array.isArray(root) ? root : [root]).map(({ vulnerabilities }) =>
        distinct(vulnerabilities.map(({ id, name, version }: any) => [id, name, version])),
      ),
    ),
  safety: ({ vulnerabilities, ignored_vulnerabilities: ignored }) =>
    list(vulnerabilities).length + list(ignored).length,
  'pip-audit': (root) =>
    sum(list(root.dependencies ?? root).map(({ vulns }: any) => list(vulns).length)),
  'osv-scanner': ({ results }) =>
    sum(
      results.flatMap(({ packages }: any) =>
        packages.map(({ vulnerabilities }: any) => list(vulnerabilities).length),
      ),
    ),
  govulncheck: (messages) =>
    distinct(
      messages.flatMap(({ finding }: any) =>
        finding ? [[finding.osv, finding.trace?.[0]?.module]] : [],
      ),
    ),
  'govulncheck-v0': ({ Vulns }) =>
    distinct(list(Vulns).map(({ OSV, ModPath }) => [OSV.id, ModPath])),
  sarif: ({ runs }) =>
    sum(runs.map(({ results }: any) => list(results).filter(({ kind }) => kind !== 'pass').length)),
  'sarif-1': ({ runs }) =>
    sum(
      runs.map(({ results }: any) => list(results).filter(({ level }) => level !== 'pass').length),
    ),
  gitlab: ({ vulnerabilities }) => vulnerabilities.length,
  harbor: (root) => list(harborReport(root).vulnerabilities).length,
  twistlock: ({ results }) =>
    sum(
      results.map(
        ({ vulnerabilities, compliances }: any) =>
          list(vulnerabilities).length + list(compliances).length,
      ),
    ),
  hadolint: (root) => root.length,
};
// biome-ignore-end lint/suspicious/noExplicitAny: raw files have any shape
