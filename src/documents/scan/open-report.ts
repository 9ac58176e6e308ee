/** The ways in which reports are written, each brought to the JSON that the forms take. */
import type { Source } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import type { Json } from '../../model/json.js';
import type { ResolvedLocation } from '../../model/location.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJsonValues } from '../json/read-json-values.js';
import { readXml } from '../xml/read-xml.js';
import { locateXml, type XmlPlace } from '../xml/xml-place.js';
import { dependencyCheckFromXml, isDependencyCheck } from './dependency-check-xml.js';

export interface OpenedReport {
  /** The file's value; of several the list of them. Undefined where there is none. */
  readonly root?: Json;
  readonly problems: readonly Problem[];
  readonly locate: (pointer: string) => ResolvedLocation | undefined;
}

export function openReport(source: Source): OpenedReport {
  return source.text.slice(0, 4096).trimStart().startsWith('<')
    ? openXml(source)
    : openJson(source);
}

function openJson(source: Source): OpenedReport {
  const { values, problems } = readJsonValues(source);
  const [first] = values;
  if (values.length <= 1) {
    return {
      ...(first !== undefined && { root: first.value }),
      problems,
      locate: (pointer) => locatePointer(source, pointer, first?.start),
    };
  }
  return {
    root: values.map(({ value }) => value),
    problems,
    locate: (pointer) => {
      const [, index = '', rest = ''] = /^\/(\d+)(.*)$/s.exec(pointer) ?? [];
      const found = values[Number(index)];
      const place =
        pointer === ''
          ? locatePointer(source, '', first?.start)
          : found && index !== '' && locatePointer(source, rest, found.start);
      return place ? { ...place, ptr: pointer } : undefined;
    },
  };
}

function openXml(source: Source): OpenedReport {
  const { root, problems } = readXml(source);
  if (root === undefined || !isDependencyCheck(root)) return { problems, locate: () => undefined };
  const places = new Map<string, XmlPlace>();
  const value = dependencyCheckFromXml(root, (pointer, place) => places.set(pointer, place));
  return {
    root: value,
    problems,
    locate: (pointer) => {
      for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
        const place = places.get(at);
        if (place !== undefined) return locateXml(source, pointer, place);
        if (at === '') return undefined;
      }
    },
  };
}
