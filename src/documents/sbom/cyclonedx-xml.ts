/** CycloneDX' XML in the shape of its JSON, so that both are read and checked by the same code. */
import type { Json } from '../../model/json.js';
import { pointerKey } from '../json/pointer-key.js';
import type { XmlElement } from '../xml/read-xml.js';
import type { XmlPlace } from '../xml/xml-place.js';

const NAMESPACE = /^https?:\/\/cyclonedx\.org\/schema\/bom\/(\d+\.\d+)$/;

/** Before 1.4 vulnerabilities were an extension of their own. */
const VULNERABILITIES = 'http://cyclonedx.org/schema/ext/vulnerability/1.0';

/** The version of a bill of materials in XML; undefined for any other file. */
export function versionOfXml(root: XmlElement): string | undefined {
  return root.name === 'bom' ? NAMESPACE.exec(root.namespace)?.[1] : undefined;
}

/** Is told of every value that has a place in the file. */
export type OnPlace = (pointer: string, place: XmlPlace) => void;

/**
 * The JSON of a bill of materials in XML.
 *
 * @param onPlace makes pointers, which only those pay for who ask for places
 */
export function cycloneDxFromXml(root: XmlElement, onPlace?: OnPlace): { [key: string]: Json } {
  const bom = new Converter(root.namespace, onPlace).object(root, '');
  return { ...bom, bomFormat: 'CycloneDX', specVersion: versionOfXml(root) ?? '' };
}

/** Elements that only hold a list, by their name in XML, with the element that is repeated in it. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['components', 'component'],
  ['services', 'service'],
  ['hashes', 'hash'],
  ['externalReferences', 'reference'],
  ['references', 'reference'],
  ['properties', 'property'],
  ['vulnerabilities', 'vulnerability'],
  ['ratings', 'rating'],
  ['cwes', 'cwe'],
  ['advisories', 'advisory'],
  ['authors', 'author'],
  ['lifecycles', 'lifecycle'],
  ['affects', 'target'],
  ['versions', 'version'],
  ['responses', 'response'],
  ['patches', 'patch'],
  ['ancestors', 'component'],
  ['descendants', 'component'],
  ['variants', 'component'],
  ['commits', 'commit'],
  ['resolves', 'issue'],
  ['compositions', 'composition'],
  ['assemblies', 'assembly'],
  ['occurrences', 'occurrence'],
  ['annotations', 'annotation'],
  ['citations', 'citation'],
  ['pointers', 'pointer'],
  ['expressions', 'expression'],
  ['tags', 'tag'],
  ['methods', 'method'],
  ['endpoints', 'endpoint'],
  ['formulation', 'formula'],
  ['workflows', 'workflow'],
  ['tasks', 'task'],
]);

/** Names that differ, and elements that may be repeated without a list around them. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['responses', 'response'],
  ['content-type', 'contentType'],
]);
const REPEATED = new Set(['contact', 'swhid', 'omniborId']);

class Converter {
  readonly #namespace: string;
  readonly #onPlace: OnPlace | undefined;

  constructor(namespace: string, onPlace: OnPlace | undefined) {
    this.#namespace = namespace;
    this.#onPlace = onPlace;
  }

  object(element: XmlElement, ptr: string): { [key: string]: Json } {
    this.#onPlace?.(ptr, { element });
    const found: { [key: string]: Json } = {};
    for (const [name, value] of Object.entries(element.attributes)) {
      const key = RENAMED.get(name) ?? name;
      this.#onPlace?.(this.#below(ptr, key), { element, attribute: name });
      found[key] = attributeValue(element.name, name, value);
    }
    for (const child of element.children) {
      if (child.namespace !== this.#namespace && child.namespace !== VULNERABILITIES) continue;
      this.#add(found, element, child, ptr);
    }
    return found;
  }

  #add(found: { [key: string]: Json }, parent: XmlElement, child: XmlElement, ptr: string): void {
    const key = RENAMED.get(child.name) ?? child.name;
    const before = found[key];
    if (REPEATED.has(key)) {
      const list = (before ?? []) as Json[];
      list.push(this.#value(child, this.#below(ptr, key, list.length), parent));
      found[key] = list;
    } else if (before === undefined) {
      found[key] = this.#value(child, this.#below(ptr, key), parent);
    } else if (Array.isArray(before) && isList(parent, child)) {
      // Two lists of one name: the second goes on where the first ended.
      before.push(...(this.#list(child, this.#below(ptr, key), parent, before.length) as Json[]));
    } else {
      const list = Array.isArray(before) ? before : [before];
      list.push(this.#value(child, this.#below(ptr, key, list.length), parent));
      found[key] = list;
    }
  }

  #value(element: XmlElement, ptr: string, parent: XmlElement): Json {
    if (isList(parent, element)) {
      this.#onPlace?.(ptr, { element });
      return this.#list(element, ptr, parent, 0) as Json[];
    }
    const isPlain = element.children.length === 0;
    const text = element.text.trim();
    if (isPlain && Object.keys(element.attributes).length === 0) {
      this.#onPlace?.(ptr, { element });
      if (element.name === 'text' && ATTACHED.has(parent.name)) return { content: text };
      return isEmptyObject(element.name, text) ? {} : typed(element.name, text);
    }
    const value = this.object(element, ptr);
    if (element.name === 'copyright' && parent.name === 'evidence') {
      const texts = value['text'];
      return (Array.isArray(texts) ? texts : texts === undefined ? [] : [texts]).map((one) => ({
        text: one,
      }));
    }
    if (!isPlain || text === '') return value;
    const key = TEXT_KEYS.get(element.name) ?? 'content';
    this.#onPlace?.(this.#below(ptr, key), { element });
    return { ...value, [key]: text };
  }

  #list(list: XmlElement, ptr: string, parent: XmlElement, from: number): readonly Json[] {
    const own = list.children.filter(
      ({ namespace }) => namespace === this.#namespace || namespace === VULNERABILITIES,
    );
    return own.map((child, index): Json => {
      const at = this.#below(ptr, from + index);
      if (list.name === 'licenses') return this.#licence(child, at);
      if (list.name === 'dependencies' && parent.name === 'bom') return this.#dependency(child, at);
      if (list.name === 'assemblies' || list.name === 'dependencies') {
        this.#onPlace?.(at, { element: child });
        return child.attributes['ref'] ?? '';
      }
      if (child.namespace === VULNERABILITIES && child.name === 'vulnerability') {
        return this.#extension(child, at);
      }
      return this.#value(child, at, list);
    });
  }

  #licence(element: XmlElement, ptr: string): Json {
    this.#onPlace?.(ptr, { element });
    // Since 1.7: an expression with the texts of its licences.
    if (element.name === 'expression-detailed') return this.object(element, ptr);
    if (element.name !== 'expression') {
      return { [element.name]: this.object(element, this.#below(ptr, element.name)) };
    }
    this.#onPlace?.(this.#below(ptr, 'expression'), { element });
    return { ...element.attributes, expression: element.text.trim() };
  }

  /** Dependencies stand within what depends on them. */
  #dependency(element: XmlElement, ptr: string): Json {
    this.#onPlace?.(ptr, { element });
    const { ref } = element.attributes;
    const refs = (name: string, key: string) =>
      element.children
        .filter((child) => child.name === name)
        .map((child, index) => {
          this.#onPlace?.(this.#below(ptr, key, index), { element: child });
          return child.attributes['ref'] ?? '';
        });
    const provides = refs('provides', 'provides');
    return {
      ...(ref !== undefined && { ref }),
      dependsOn: refs('dependency', 'dependsOn'),
      ...(provides.length > 0 && { provides }),
    };
  }

  /** A vulnerability of the extension that came before 1.4. */
  #extension(element: XmlElement, ptr: string): Json {
    const { ref, ...value } = this.object(element, ptr);
    const ratings = Array.isArray(value['ratings']) ? value['ratings'] : [];
    return {
      ...value,
      ratings: ratings.map((rating) => {
        const fields = { ...(rating as { [key: string]: Json }) };
        const score = fields['score'] as { [key: string]: Json } | undefined;
        return {
          ...fields,
          score: Number(score?.['base'] ?? Number.NaN) || 0,
          severity: String(fields['severity'] ?? 'unknown').toLowerCase(),
        };
      }),
      ...(ref !== undefined && { affects: [{ ref }] }),
    };
  }

  /** A pointer to a part; nothing where nobody asks for places. */
  #below(ptr: string, ...keys: readonly (string | number)[]): string {
    if (this.#onPlace === undefined) return '';
    return keys.reduce<string>((path, key) => `${path}/${pointerKey(String(key))}`, ptr);
  }
}

function isList(parent: XmlElement, { name, children, attributes }: XmlElement): boolean {
  if (name === 'licenses' || name === 'assemblies') return true;
  if (name === 'dependencies') return parent.name === 'bom' || parent.name === 'composition';
  if (name === 'tools')
    return !children.some((child) => /^(components|services)$/.test(child.name));
  if (name === 'data') return parent.name === 'service';
  // `versions` of a target, but the `version` of a component is a text.
  return LISTS.has(name) && Object.keys(attributes).length === 0;
}

/** Where the text of an element with attributes goes. */
const TEXT_KEYS: ReadonlyMap<string, string> = new Map([
  ['property', 'value'],
  ['classification', 'classification'],
]);

/** Elements whose `text` is an attachment. */
const ATTACHED = new Set(['license', 'swid', 'diff']);

/** Empty elements whose JSON is an object: there the empty text would be of a wrong type. */
function isEmptyObject(name: string, text: string): boolean {
  return text === '' && OBJECTS.has(name);
}

const OBJECTS = new Set([
  'component',
  'service',
  'license',
  'swid',
  'pedigree',
  'evidence',
  'metadata',
  'analysis',
  'vulnerability',
  'dependency',
  'provider',
  'supplier',
  'manufacture',
  'manufacturer',
  'reference',
  'releaseNotes',
  'author',
  'tool',
  'annotation',
  'citation',
  'contact',
]);

function attributeValue(element: string, name: string, value: string): Json {
  if (element === 'bom' && name === 'version' && /^\d+$/.test(value)) return Number(value);
  return name === 'isExternal' ? value === 'true' || value === '1' : value;
}

function typed(name: string, text: string): Json {
  if (name === 'score' || name === 'confidence' || name === 'cwe') {
    const number = Number(text);
    return text === '' || Number.isNaN(number) ? text : number;
  }
  return text;
}
