import type { Source, Span } from '../../diagnostics/source.js';
import { readXml, type XmlElement } from '../xml/read-xml.js';
import { attributeIn } from '../xml/xml-place.js';
import type { YamlEntry, YamlNode } from '../yaml/node.js';
import type { ReadNodes } from './read-nodes.js';

/**
 * An XML file as `{name, namespace, attributes, text, children}`, element by element: no text is taken for a number, and nothing depends
 * on whether an element stands once or several times.
 */
export function readXmlNodes(source: Source): ReadNodes {
  const { root, problems } = readXml(source);
  return { documents: root === undefined ? [] : [elementNode(root, source)], problems };
}

function elementNode(element: XmlElement, source: Source): YamlNode {
  const span: Span = { source, start: element.start, end: element.end };
  const scalar = (value: string, at: Span): YamlNode => ({
    kind: 'scalar',
    value,
    style: 'plain',
    span: at,
    size: 1,
  });
  const attributes = new Map<string, YamlEntry>();
  for (const [name, value] of Object.entries(element.attributes)) {
    const at = attributeSpan(element, name, source);
    attributes.set(name, { key: at, value: scalar(value, at) });
  }
  const children = element.children.map((child) => elementNode(child, source));
  const entries = new Map<string, YamlEntry>();
  const add = (name: string, value: YamlNode) => entries.set(name, { key: span, value });
  add('name', scalar(element.name, span));
  add('namespace', scalar(element.namespace, span));
  add('attributes', { kind: 'map', entries: attributes, span, size: 1 + attributes.size });
  add('text', scalar(element.text.trim(), span));
  add('children', { kind: 'list', items: children, span, size: 1 + children.length });
  return { kind: 'map', entries, span, size: 5 };
}

function attributeSpan(element: XmlElement, attribute: string, source: Source): Span {
  const tag = source.text.slice(element.start, element.end);
  const found = attributeIn(tag, attribute);
  return {
    source,
    start: element.start + (found?.start ?? 0),
    end: found === null ? element.end : element.start + found.end,
  };
}
