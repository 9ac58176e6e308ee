/** SPDX 2's tag-value form in the shape of its JSON, so that both are read and checked by the same code. */
import type { Source } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import type { Json } from '../../model/json.js';
import { placeOf } from '../place.js';
import { SECTIONS, type Section, type Shape, TAGS } from './spdx-tags.js';

export interface ReadTagValue {
  readonly value: { readonly [key: string]: Json };
  readonly problems: readonly Problem[];
}

/** Is told where a value of the JSON stands in the text. */
export type OnText = (pointer: string, start: number, end: number) => void;

/** More problems of one file are counted, not listed. */
const MOST = 50;

/** Reads `Tag: value` lines; a value in `<text>` may go over several. What is none is a problem, and the rest is read. */
export function readTagValue(source: Source, onPlace?: OnText): ReadTagValue {
  return new TagValueReader(source, onPlace).read();
}

type Item = { [key: string]: Json };

class TagValueReader {
  readonly #source: Source;
  readonly #onPlace: OnText | undefined;
  readonly #problems: Problem[] = [];
  #more = 0;
  readonly #lists = new Map<Section, Item[]>();
  readonly #document: Item = {};
  readonly #relationships: Item[] = [];
  /** The latest item of each section, and the section that came last. */
  #section: Section = 'document';

  constructor(source: Source, onPlace: OnText | undefined) {
    this.#source = source;
    this.#onPlace = onPlace;
  }

  read(): ReadTagValue {
    const { text } = this.#source;
    for (let at = 0; at < text.length; ) {
      let end = endOfLine(text, at);
      const line = text.slice(at, end);
      const match = /^\s*([A-Za-z]+):[ \t]*(.*?)\s*$/s.exec(line.trimEnd());
      if (match === null) {
        if (line.trim() !== '' && !/^\s*#/.test(line)) this.#problem(at, end, NO_TAG);
      } else {
        const [, tag = '', first = ''] = match;
        let value = first;
        if (first.startsWith('<text>')) {
          const open = text.indexOf('<text>', at) + 6;
          const close = text.indexOf('</text>', open);
          if (close < 0)
            this.#problem(at, end, '`<text>` is not closed: the rest of the file is in it');
          value = text.slice(open, close < 0 ? text.length : close);
          end = close < 0 ? text.length : endOfLine(text, close);
        }
        this.#take(tag, value, at, end);
      }
      at = end + 1;
    }
    return { value: this.#result(), problems: this.#allProblems() };
  }

  #take(tag: string, value: string, start: number, end: number): void {
    const begun = SECTIONS.get(tag);
    if (begun !== undefined) {
      this.#begin(begun[0], begun[1], value, start, end);
      return;
    }
    if (tag === 'SPDXID') this.#set(this.#section, 'SPDXID', value, 'text', start, end);
    else if (tag === 'Relationship') this.#relate(value, start, end);
    else if (tag === 'RelationshipComment') {
      const last = this.#relationships.at(-1);
      if (last !== undefined) last['comment'] = value;
    } else {
      const known = TAGS.get(tag);
      if (known === undefined)
        this.#problem(start, end, `\`${tag.slice(0, 60)}\` is no tag of SPDX`);
      else this.#set(known[0], known[1], value, known[2], start, end);
    }
  }

  #begin(section: Section, field: string, value: string, start: number, end: number): void {
    const list = this.#lists.get(section) ?? [];
    this.#lists.set(section, list);
    list.push({ [field]: value });
    // What annotates does not end what is annotated.
    if (section !== 'annotations' && section !== 'reviews') this.#section = section;
    this.#onPlace?.(pointerOf(section, list.length - 1), start, end);
    this.#onPlace?.(`${pointerOf(section, list.length - 1)}/${field}`, start, end);
  }

  #set(
    section: Section,
    field: string,
    text: string,
    shape: Shape,
    start: number,
    end: number,
  ): void {
    const list = this.#lists.get(section) ?? [];
    const item = section === 'document' ? this.#document : list.at(-1);
    if (item === undefined) {
      this.#problem(start, end, `this belongs to ${section}, but none has begun`);
      return;
    }
    const value = valueOf(text, shape);
    const path = `${pointerOf(section, list.length - 1)}/${field}`;
    if (shape === 'text' || shape === 'flag') {
      item[field] = value;
      this.#onPlace?.(path, start, end);
      if (field === 'SPDXID' && section === 'files') this.#hold(text);
      return;
    }
    const values = (item[field] ?? []) as Json[];
    values.push(value);
    item[field] = values;
    this.#onPlace?.(`${path}/${values.length - 1}`, start, end);
  }

  /** A file belongs to the package before it. */
  #hold(file: string): void {
    const holder = this.#lists.get('packages')?.at(-1);
    if (holder === undefined) return;
    const files = (holder['hasFiles'] ?? []) as Json[];
    files.push(file);
    holder['hasFiles'] = files;
  }

  #relate(value: string, start: number, end: number): void {
    const [from, type, to] = value.trim().split(/\s+/);
    if (from === undefined || type === undefined || to === undefined) {
      this.#problem(start, end, 'a relationship is an element, a type and an element');
      return;
    }
    this.#onPlace?.(`/relationships/${this.#relationships.length}`, start, end);
    this.#relationships.push({
      spdxElementId: from,
      relationshipType: type,
      relatedSpdxElement: to,
    });
  }

  #result(): Item {
    const { created, creators, ...document } = this.#document;
    return {
      ...document,
      creationInfo: {
        ...(created !== undefined && { created }),
        ...(creators !== undefined && { creators }),
      },
      packages: this.#lists.get('packages') ?? [],
      files: this.#lists.get('files') ?? [],
      relationships: this.#relationships,
      hasExtractedLicensingInfos: this.#lists.get('licences') ?? [],
    };
  }

  #problem(start: number, end: number, message: string): void {
    if (this.#problems.length >= MOST) this.#more += 1;
    else {
      const loc = placeOf(this.#source, start, Math.max(start, end));
      this.#problems.push({ code: 'tag-value', message, loc });
    }
  }

  #allProblems(): readonly Problem[] {
    const [first] = this.#problems;
    if (this.#more === 0 || first === undefined) return this.#problems;
    const message = `${this.#more} more lines like this`;
    return [...this.#problems, { code: 'tag-value', message, loc: first.loc }];
  }
}

const NO_TAG = 'this is no tag with a value';

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const POINTERS: ReadonlyMap<Section, string> = new Map([
  ['licences', '/hasExtractedLicensingInfos'],
  ['reviews', '/revieweds'],
]);

function pointerOf(section: Section, index: number): string {
  return section === 'document' ? '' : `${POINTERS.get(section) ?? `/${section}`}/${index}`;
}

function valueOf(text: string, shape: Shape): Json {
  if (shape === 'flag') return /^true$/i.test(text);
  if (shape === 'checksum') {
    const colon = text.indexOf(':');
    return {
      algorithm: text.slice(0, Math.max(colon, 0)).trim(),
      checksumValue: text.slice(colon + 1).trim(),
    };
  }
  if (shape !== 'reference') return text;
  const [category = '', type = '', ...locator] = text.split(/\s+/);
  return {
    referenceCategory: category,
    referenceType: type,
    referenceLocator: locator.join(' '),
  };
}
