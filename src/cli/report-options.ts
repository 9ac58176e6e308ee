import { lineText } from '../diagnostics/source.js';
import { hideInVerdict, lineHider, secretsOf } from '../documents/hide-secrets.js';
import type { Verdict } from '../model/verdict.js';
import type { ReportOptions } from '../reporters/reporter.js';
import type { Io } from './io.js';
import type { Judged } from './judge.js';

/** The verdict as it is shown: rules may quote what they are about. */
export function shownVerdict({ documents, verdict }: Extract<Judged, { kind: 'judged' }>): Verdict {
  return hideInVerdict(verdict, secretsOf(documents));
}

/** What reporters may know besides the verdict: lines of judged files, facts about rules, colours. */
export function reportOptions(
  { documents, stack, place }: Extract<Judged, { kind: 'judged' }>,
  io: Io,
  toFile: boolean,
): ReportOptions {
  const sources = new Map(documents.flatMap(({ uri, source }) => (source ? [[uri, source]] : [])));
  const hideSecret = lineHider(secretsOf(documents));
  const rules = new Map(stack.flatMap(({ rules: own }) => own.map((rule) => [rule.id, rule])));
  return {
    color: io.color && !toFile,
    pathOf: (uri) => (sources.has(uri) && place.root !== '' ? `${place.root}/${uri}` : uri),
    lineOf: (uri, line) => {
      const source = sources.get(uri);
      return source && hideSecret(lineText(source, line));
    },
    ruleOf: (id) => {
      const rule = rules.get(id);
      if (rule === undefined) return undefined;
      const { title, description, remediation, severity, aliases, code, redact } = rule;
      return {
        title,
        description,
        ...(remediation !== undefined && { remediation }),
        severity,
        redact,
        tags: [...(code ? [code] : []), ...aliases],
      };
    },
  };
}
