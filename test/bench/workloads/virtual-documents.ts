/** Many rules that build on one another and are each asked for many times. */
import { range, type Workload, workload } from '../workload.js';

const STEP = (index: number): string => `
level${index} contains name if {
	some name in level${index - 1}
	not endswith(name, "${index}")
	allowed(name, ${index})
}
`;

const POLICY = `package levels

allowed(name, level) if {
	input.limits[name] > level
}

level0 := {name | some name in input.names}
${range(20)
  .map((index) => STEP(index + 1))
  .join('')}
result := {level: count(names) |
	some level, names in {"five": level5, "ten": level10, "twenty": level20}
	count(level20) <= count(names)
}
`;

export function virtualDocuments(): Workload {
  const names = range(60).map((index) => `name${index}`);
  const limits = Object.fromEntries(names.map((name, index) => [name, (index * 13) % 40]));
  return workload('virtual documents, 20 levels', POLICY, 'levels/result', { names, limits });
}

const DECISION = `package decision

default allow := false

allow if {
	input.method == "GET"
	input.path == ["salary", input.user]
}

allow if {
	input.method == "GET"
	some team in input.teams
	team == "hr"
}
`;

/** The least that a policy can be asked. */
export function smallDecision(): Workload {
  const input = { method: 'GET', path: ['salary', 'alice'], user: 'bob', teams: ['dev', 'ops'] };
  return workload('small decision', DECISION, 'decision/allow', input);
}

const INDEXED = `package indexed

${range(200)
  .map((index) => `port("service${index}") := ${1000 + index}\n`)
  .join('\n')}
ports := [port(service) | some service in input.services]
`;

/** A table written as 200 bodies of one function. */
export function functionTable(): Workload {
  const services = range(50).map((index) => `service${index * 4 + 3}`);
  return workload('function of 200 bodies', INDEXED, 'indexed/ports', { services });
}
