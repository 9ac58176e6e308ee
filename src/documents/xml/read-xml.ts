import { SaxesParser } from 'saxes';
import type { Source } from '../../diagnostics/source.js';
import type { Problem } from '../../model/document.js';
import { placeOf } from '../place.js';

/** An element with what stands in it. Prefixes are resolved: `name` is local, `namespace` its URI. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** By local name, in the order of the file; declarations of namespaces left out. */
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly XmlElement[];
  /** All text directly within it, CDATA sections included. */
  readonly text: string;
  /** Offsets of the start tag's `<` and of what follows the start tag. */
  readonly start: number;
  readonly end: number;
}

export interface ReadXml {
  /** Absent where the file is not well-formed. */
  readonly root?: XmlElement;
  readonly problems: readonly Problem[];
}

/** Elements nested deeper are refused, as in JSON. */
const DEEPEST = 512;

/**
 * Reads an XML file. Entities other than the five predefined ones are never expanded, and a document type declaration, which could
 * define some, is refused: so no file can grow while it is read. Never throws.
 */
export function readXml(source: Source): ReadXml {
  const { text } = source;
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Mutable[] = [];
  let root: Mutable | undefined;
  let start = 0;
  parser.on('opentagstart', () => {
    start = text.lastIndexOf('<', parser.position - 1);
    if (open.length >= DEEPEST) throw new Refused(`it is nested more than ${DEEPEST} deep`);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const own: Record<string, string> = {};
    for (const { prefix, local: name, value } of Object.values(attributes)) {
      if (prefix !== 'xmlns' && name !== 'xmlns') own[name] = value;
    }
    const element: Mutable = {
      name: local,
      namespace: uri,
      attributes: own,
      children: [],
      text: '',
      start,
      end: parser.position,
    };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const add = (piece: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('doctype', () => {
    throw new Refused('a document type declaration is not read: it could define entities');
  });
  parser.on('error', (error) => {
    throw new Refused(error.message.replace(/^\d+:\d+: /, ''));
  });
  try {
    parser.write(text).close();
    return root === undefined ? { problems: [] } : { root, problems: [] };
  } catch (failure) {
    const at = Math.max(0, Math.min(parser.position, text.length) - 1);
    const reason = failure instanceof Refused ? failure.message : 'it is not well-formed';
    const clean = reason.replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 200);
    return { problems: [{ code: 'xml', message: clean, loc: placeOf(source, at, at + 1) }] };
  }
}

type Mutable = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & {
  children: Mutable[];
};

/** Ends the reading; caught above. */
class Refused extends Error {}
