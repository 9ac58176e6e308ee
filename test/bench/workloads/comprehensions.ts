/** Comprehensions of each kind, one grouping within another, and sets compared with one another. */
import { numbers, range, type Workload, workload } from '../workload.js';

const POLICY = `package components

licences := {component.licence | some component in input.components}

names := [component.name | some component in input.components; component.direct]

by_licence := {licence: names |
	some licence in licences
	names := {component.name | some component in input.components; component.licence == licence}
}

versions[component.name] contains component.version if some component in input.components

duplicates contains name if {
	some name, found in versions
	count(found) > 1
}

forbidden := licences - {licence | some licence in input.allowed}

deny contains message if {
	some licence in forbidden
	some name in by_licence[licence]
	message := concat(" ", [name, "has the licence", licence])
}

deny contains message if {
	some name in duplicates
	name in names
	message := concat(" ", [name, "is there twice"])
}
`;

/** @param size how many components */
export function comprehensions(size: number): Workload {
  const next = numbers(5);
  const components = range(size).map((index) => ({
    name: `component${next(size)}`,
    version: `1.${next(9)}.${index}`,
    licence: `LICENCE-${next(30)}`,
    direct: index % 3 === 0,
  }));
  const input = { components, allowed: range(25).map((index) => `LICENCE-${index}`) };
  return workload(`comprehensions over ${size}`, POLICY, 'components/deny', input);
}
