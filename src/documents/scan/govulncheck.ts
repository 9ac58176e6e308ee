import {
  arrayOf,
  isObject,
  type JsonObject,
  numberOf,
  objectOf,
  textOf,
  textsOf,
} from '../json/fields.js';
import { aliasesOf, findingOf, reportOf, toolOf } from './finding.js';
import { type Entry, entriesOf, type ScanForm } from './form.js';
import { fixedIn } from './osv-scanner.js';
import { purlOf } from './purl-of.js';
import type { ScanFinding } from './types.js';

/** The messages of `govulncheck -json`, of which each object holds one, and what stands in them. */
const MESSAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['config', ['scanner_name', 'protocol_version']],
  ['progress', ['message']],
  ['SBOM', ['go_version', 'modules']],
  ['osv', ['affected']],
  ['finding', ['trace']],
]);

/** A stream of messages since version 1: entries of Go's database, then what was found of them. */
export const govulncheck: ScanForm = {
  name: 'govulncheck',
  recognises: (root) => {
    const [first] = entriesOf(root);
    if (first === undefined) return false;
    const [[key = '', message] = [], ...more] = Object.entries(first.value);
    const fields = MESSAGES.get(key) ?? [];
    return more.length === 0 && fields.some((field) => field in objectOf(message));
  },
  read: (root, uri) => {
    const messages = entriesOf(root);
    const config = objectOf(messages.find(({ value }) => 'config' in value)?.value['config']);
    const known = new Map(
      messages
        .filter(({ value }) => isObject(value['osv']))
        .map(({ value }) => [textOf(objectOf(value['osv'])['id']) ?? '', objectOf(value['osv'])]),
    );
    return reportOf('govulncheck', {
      tool: toolOf('govulncheck', textOf(config['scanner_version']) ?? null, {
        builtAt: textOf(config['db_last_modified']) ?? null,
      }),
      targets: [{ name: 'go.mod', class: 'lang-pkgs', type: 'go' }],
      findings: grouped(
        messages.filter(({ value }) => isObject(value['finding'])),
        ({ value, ptr }) => foundOf(objectOf(value['finding']), known, uri, `${ptr}/finding`),
      ),
    });
  },
};

/** One finding per vulnerability and module, of those that say most: the one with the longest trace to a call. */
function grouped(
  entries: readonly Entry[],
  read: (entry: Entry) => ScanFinding,
): readonly ScanFinding[] {
  const found = new Map<string, ScanFinding>();
  for (const entry of entries) {
    const finding = read(entry);
    const key = `${finding.id} ${finding.package}`;
    const before = found.get(key);
    if (before === undefined || finding.path.length > before.path.length) found.set(key, finding);
  }
  return [...found.values()];
}

function foundOf(
  finding: JsonObject,
  known: ReadonlyMap<string, JsonObject>,
  uri: string,
  ptr: string,
): ScanFinding {
  const id = textOf(finding['osv']) ?? '';
  const entry = known.get(id) ?? {};
  const trace = arrayOf(finding['trace']).map(objectOf);
  const name = textOf(trace[0]?.['module']) ?? '';
  const version = textOf(trace[0]?.['version']) ?? null;
  const fixed = textOf(finding['fixed_version']);
  return findingOf(
    {
      kind: 'vulnerability',
      id,
      aliases: aliasesOf(id, textsOf(entry['aliases'])),
      title: textOf(entry['summary']) ?? null,
      package: name,
      purl: purlOf('golang', name, version),
      installed: version,
      fixed: fixed === undefined ? [] : [fixed],
      fixState: fixed === undefined ? 'not-fixed' : 'fixed',
      published: textOf(entry['published']) ?? null,
      // The trace begins with what is vulnerable.
      path: trace
        .map((step) =>
          [textOf(step['package']) ?? textOf(step['module']), textOf(step['function'])]
            .filter(Boolean)
            .join('.'),
        )
        .reverse(),
      locations: trace.flatMap((step) => {
        const { filename, line } = objectOf(step['position']);
        const file = textOf(filename);
        return file === undefined ? [] : [{ uri: file, line: numberOf(line) ?? null }];
      }),
    },
    { uri, ptr },
  );
}

/** The one object of the versions before 1. */
export const govulncheckLegacy: ScanForm = {
  name: 'govulncheck-v0',
  recognises: (root) =>
    isObject(root) &&
    ('Vulns' in root || isObject(root['Calls'])) &&
    (isObject(root['Requires']) || isObject(root['Imports']) || isObject(root['Calls'])),
  read: (root, uri) => {
    const report = objectOf(root);
    const modules = new Map(
      arrayOf(report['Modules']).map((one) => {
        const { Path, Version } = objectOf(one);
        return [textOf(Path) ?? '', textOf(Version) ?? null];
      }),
    );
    return reportOf('govulncheck', {
      targets: [{ name: 'go.mod', class: 'lang-pkgs', type: 'go' }],
      findings: grouped(entriesOf(arrayOf(report['Vulns']), '/Vulns'), ({ value, ptr }) => {
        const entry = objectOf(value['OSV']);
        const id = textOf(entry['id']) ?? '';
        const name = textOf(value['ModPath']) ?? '';
        const version = modules.get(name) ?? null;
        const fixed = fixedIn(entry, name);
        return findingOf(
          {
            kind: 'vulnerability',
            id,
            aliases: aliasesOf(id, textsOf(entry['aliases'])),
            title: textOf(entry['summary']) ?? textOf(entry['details']) ?? null,
            package: name,
            purl: purlOf('golang', name, version),
            installed: version,
            fixed,
            fixState: fixed.length > 0 ? 'fixed' : 'not-fixed',
            published: textOf(entry['published']) ?? null,
          },
          { uri, ptr },
        );
      }),
    });
  },
};
