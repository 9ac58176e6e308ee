/** Loops within loops, and loops over one large collection of each kind. */
import type { Json } from '../../../src/model/json.js';
import { range, type Workload, workload } from '../workload.js';

const DEEP = `package deep

found contains id if {
	some region in input.regions
	some cluster in region.clusters
	some node in cluster.nodes
	some pod in node.pods
	pod.phase == "Failed"
	pod.restarts > 3
	id := pod.id
}
`;

export function deepIteration(): Workload {
  const regions = range(5).map((region) => ({
    clusters: range(5).map((cluster) => ({
      nodes: range(10).map((node) => ({
        pods: range(10).map((pod) => ({
          id: `${region}-${cluster}-${node}-${pod}`,
          phase: (region + cluster + node + pod) % 7 === 0 ? 'Failed' : 'Running',
          restarts: (node * 7 + pod) % 9,
        })),
      })),
    })),
  }));
  return workload('deep iteration, 2,500 leaves', DEEP, 'deep/found', { regions });
}

const LAST = `package last

found if {
	some value in data.values
	value == input.wanted
}
`;

/** The last of `size` elements of an array is looked for. */
export function arrayIteration(size: number): Workload {
  const input = { wanted: size - 1 };
  return workload(`array of ${size}`, LAST, 'last/found', input, { values: range(size) });
}

export function objectIteration(size: number): Workload {
  const values = Object.fromEntries(range(size).map((index) => [`key${index}`, index]));
  return workload(`object of ${size}`, LAST, 'last/found', { wanted: -1 }, { values });
}

const SET = `package last

values := {value | some value in data.values}

found if {
	some value in values
	value == input.wanted
}
`;

/** The set is made from an array first: JSON has no sets. */
export function setIteration(size: number): Workload {
  return workload(`set of ${size}`, SET, 'last/found', { wanted: -1 }, { values: range(size) });
}

const SORTED = `package sorted

result := sort(data.values)
`;

export function sorting(size: number): Workload {
  const values: Json = range(size).map((index) => (index * 7919) % size);
  return workload(`sort of ${size}`, SORTED, 'sorted/result', {}, { values });
}
