import { parseHead } from '../json/parse-head.js';
import { startOfValues } from '../json/read-json-values.js';
import { formOfScan } from './forms.js';
import { refusalOf } from './refused.js';

/** Whether a file is a report of a scanner, also of one whose reports are only recognised. */
export function detect(uri: string, head: string): 'name' | 'content' | undefined {
  if (/\.sarif(\.json)?$/i.test(uri)) return 'name';
  if (/^\s*<[\s\S]{0,2000}?<(?:[\w.-]+:)?analysis\s[^>]*dependency-?check/i.test(`<${head}`)) {
    return 'content';
  }
  // Other files that hold JSON somewhere are no reports.
  if (!/^\s*[{[]/.test(head) && !BANNER.test(head)) return undefined;
  const start = startOfValues(head);
  const values = start === undefined ? [] : parseHead(head.slice(start), LINES);
  const root = values.length > 1 ? values : values[0];
  if (root === undefined) return undefined;
  return formOfScan(root) !== undefined || refusalOf(root) !== undefined ? 'content' : undefined;
}

/** Values of a stream that are looked at; the first may be only warnings. */
const LINES = 20;

/** What Safety prints before its report, in a box of its own or as a warning of Python. */
const BANNER = /^(\s*[+|/=-]|.*(Warning|safety|DEPRECATED))/i;
