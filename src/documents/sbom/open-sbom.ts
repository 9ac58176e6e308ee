/** The forms in which a bill of materials is written, each brought to the JSON that its reader takes. */
import type { Source } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import type { ResolvedLocation } from '../../model/location.js';
import { isObject, type JsonObject } from '../json/fields.js';
import { locatePointer } from '../json/locate-pointer.js';
import { readJson } from '../json/read-json.js';
import { placeOf } from '../place.js';
import { readXml } from '../xml/read-xml.js';
import { locateXml, type XmlPlace } from '../xml/xml-place.js';
import { cycloneDxFromXml, versionOfXml } from './cyclonedx-xml.js';
import { formOfSbom, type SbomForm, TAG_VALUE } from './detect.js';
import { readTagValue } from './spdx-tag-value.js';

export interface OpenedSbom {
  /** Undefined where it is no bill of materials that is read. */
  readonly form?: SbomForm;
  readonly value: JsonObject;
  readonly problems: readonly Problem[];
  readonly locate: (pointer: string) => ResolvedLocation | undefined;
}

/** Opens a text by what it looks like. */
export function openSbom(source: Source): OpenedSbom {
  const start = source.text.slice(0, 65_536).trimStart();
  if (start.startsWith('<')) return openXml(source);
  return TAG_VALUE.test(start) ? openTagValue(source) : openJson(source);
}

function openJson(source: Source): OpenedSbom {
  const { values, problems: found } = readJson(source);
  const value = values[0]?.value;
  const second = values[1]?.start;
  const problems =
    second === undefined || found.length > 0 ? found : [...found, severalValues(source, second)];
  const form = isObject(value) ? formOfSbom(value) : undefined;
  return {
    ...(form !== undefined && { form }),
    value: isObject(value) ? value : {},
    problems,
    locate: (pointer) => locatePointer(source, pointer),
  };
}

/** A second bill of materials in a file would be left out in silence. */
function severalValues(source: Source, start: number): Problem {
  const message = 'a second value begins here, where one is expected';
  return { code: 'json', message, loc: placeOf(source, start, start + 1) };
}

function openXml(source: Source): OpenedSbom {
  const { root, problems } = readXml(source);
  const isBom = root !== undefined && versionOfXml(root) !== undefined;
  return {
    ...(isBom && { form: 'cyclonedx-xml' }),
    value: isBom ? cycloneDxFromXml(root) : {},
    problems,
    locate: lazyPlaces<XmlPlace>(
      (add) => {
        const read = readXml(source).root;
        if (read !== undefined) cycloneDxFromXml(read, add);
      },
      (pointer, place) => locateXml(source, pointer, place),
    ),
  };
}

function openTagValue(source: Source): OpenedSbom {
  const { value, problems } = readTagValue(source);
  return {
    form: 'spdx-tag-value',
    value,
    problems,
    locate: lazyPlaces<readonly [number, number]>(
      (add) => readTagValue(source, (pointer, start, end) => add(pointer, [start, end])),
      (pointer, [start, end]) => {
        const { uri, line, col, endLine, endCol } = placeOf(source, start, end);
        return { uri, line, column: col, endLine, endColumn: endCol, ptr: pointer };
      },
    ),
  };
}

/**
 * Finds places by reading the file once more when somebody asks for the first of them: most files are judged without a finding.
 * A pointer to what has no place of its own leads to what it stands in.
 */
function lazyPlaces<Place>(
  readPlaces: (add: (pointer: string, place: Place) => void) => void,
  resolve: (pointer: string, place: Place) => ResolvedLocation,
): (pointer: string) => ResolvedLocation | undefined {
  let places: Map<string, Place> | undefined;
  return (pointer) => {
    if (places === undefined) {
      const found = new Map<string, Place>();
      readPlaces((at, place) => found.set(at, place));
      places = found;
    }
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const place = places.get(at);
      if (place !== undefined) return resolve(pointer, place);
      if (at === '') return undefined;
    }
  };
}
