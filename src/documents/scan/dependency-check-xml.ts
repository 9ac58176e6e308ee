import type { JsonObject } from '../json/fields.js';
import type { XmlElement } from '../xml/read-xml.js';
import type { XmlPlace } from '../xml/xml-place.js';

/** Whether an element is the root of a report of OWASP Dependency-Check. */
export function isDependencyCheck({ name, namespace }: XmlElement): boolean {
  return name === 'analysis' && /dependency-?check/i.test(namespace);
}

/**
 * A report in the shape of its own JSON.
 *
 * @param add takes the place of each vulnerability
 */
export function dependencyCheckFromXml(
  root: XmlElement,
  add: (pointer: string, place: XmlPlace) => void = () => {},
): JsonObject {
  const info = childOf(root, 'scanInfo');
  add('', { element: root });
  return {
    reportSchema: root.namespace,
    scanInfo: {
      ...textFields(info),
      dataSource: childrenOf(info, 'dataSource').map(textFields),
      analysisExceptions: childrenOf(childOf(info, 'analysisExceptions'), 'exception').map(
        textFields,
      ),
    },
    projectInfo: textFields(childOf(root, 'projectInfo')),
    dependencies: childrenOf(childOf(root, 'dependencies'), 'dependency').map((element, index) =>
      dependencyOf(element, `/dependencies/${index}`, add),
    ),
  };
}

function dependencyOf(
  element: XmlElement,
  ptr: string,
  add: (pointer: string, place: XmlPlace) => void,
): JsonObject {
  add(ptr, { element });
  const listed = childOf(element, 'vulnerabilities');
  const all = (name: string, key: string) =>
    childrenOf(listed, name).map((one, index) => {
      add(`${ptr}/${key}/${index}`, { element: one });
      return vulnerabilityOf(one);
    });
  return {
    ...textFields(element),
    packages: childrenOf(childOf(element, 'identifiers'), 'package').map(textFields),
    vulnerabilities: all('vulnerability', 'vulnerabilities'),
    suppressedVulnerabilities: all('suppressedVulnerability', 'suppressedVulnerabilities'),
  };
}

function vulnerabilityOf(element: XmlElement): JsonObject {
  const scores = ['2', '3', '4'].map((version) => [
    `cvssv${version}`,
    numeric(textFields(childOf(element, `cvssV${version}`))),
  ]);
  const exploited = childOf(element, 'knownExploitedVulnerability');
  return {
    ...element.attributes,
    ...textFields(element),
    ...Object.fromEntries(scores),
    ...(exploited && { knownExploitedVulnerability: textFields(exploited) }),
  };
}

/** XML knows no numbers. */
function numeric(fields: JsonObject): JsonObject {
  const score = Number(fields['baseScore'] ?? fields['score'] ?? Number.NaN);
  return { ...fields, ...(!Number.isNaN(score) && { baseScore: score }) };
}

/** Children that hold nothing but text. */
function textFields(element: XmlElement | undefined): JsonObject {
  const fields: Record<string, string> = {};
  for (const { name, children, text } of element?.children ?? []) {
    if (children.length === 0) fields[name] = text.trim();
  }
  return fields;
}

function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
