import type { Source } from '../../diagnostics/source.js';
import type { ResolvedLocation } from '../../model/location.js';
import { placeOf } from '../place.js';
import type { XmlElement } from './read-xml.js';

/** Where a pointer leads: to an element, or to one of its attributes. */
export interface XmlPlace {
  readonly element: XmlElement;
  readonly attribute?: string;
}

/** The place of an element's start tag, or of an attribute in it. */
export function locateXml(
  source: Source,
  pointer: string,
  { element, attribute }: XmlPlace,
): ResolvedLocation {
  const tag = source.text.slice(element.start, element.end);
  const found = attribute === undefined ? null : attributeIn(tag, attribute);
  const start = element.start + (found?.start ?? 0);
  const end = found === null ? element.end : element.start + found.end;
  const { uri, line, col, endLine, endCol } = placeOf(source, start, end);
  return { uri, line, column: col, endLine, endColumn: endCol, ptr: pointer };
}

/** The range of an attribute within the text of a start tag. */
export function attributeIn(tag: string, name: string): { start: number; end: number } | null {
  for (const match of tag.matchAll(/([\w.:-]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    const [whole, key = ''] = match;
    if (key.replace(/^.*:/, '') === name) {
      return { start: match.index, end: match.index + whole.length };
    }
  }
  return null;
}
