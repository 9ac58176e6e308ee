import { numberOf, textOf } from '../json/fields.js';
import { findingOf, reportOf } from './finding.js';
import { entriesOf, firstOf, type ScanForm } from './form.js';

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['error', 'high'],
  ['warning', 'medium'],
  ['info', 'low'],
  ['style', 'info'],
]);

/** What `hadolint --format json` prints about Dockerfiles. */
export const hadolint: ScanForm = {
  name: 'hadolint',
  recognises: (root) => {
    if (!Array.isArray(root)) return false;
    const first = firstOf(root);
    return (
      /^(DL|SC)\d{4}$/.test(textOf(first?.['code']) ?? '') &&
      typeof first?.['line'] === 'number' &&
      LEVELS.has(textOf(first['level']) ?? '')
    );
  },
  read: (root, uri) =>
    reportOf('hadolint', {
      findings: entriesOf(root).map(({ value, ptr }) =>
        findingOf(
          {
            kind: 'misconfiguration',
            id: textOf(value['code']) ?? '',
            severity: LEVELS.get(textOf(value['level']) ?? '') ?? null,
            title: textOf(value['message']) ?? null,
            locations: [
              { uri: textOf(value['file']) ?? '', line: numberOf(value['line']) ?? null },
            ],
          },
          { uri, ptr },
        ),
      ),
    }),
};
