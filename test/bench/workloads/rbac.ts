/** Role-based access over 10,000 bindings: by a map from users to roles, and by a list that must be searched. */
import { numbers, range, type Workload, workload } from '../workload.js';

const ACTIONS = ['read', 'write', 'delete', 'list'];
const BINDINGS = 10_000;

const MAPPED = `package rbac

default allow := false

allow if {
	some role in data.bindings[input.user]
	some grant in data.grants[role]
	grant.action == input.action
	grant.type == input.type
}
`;

const LISTED = `package rbac

default allow := false

allow if {
	some binding in data.bindings
	binding.subject.kind == "User"
	binding.subject.name == input.user
	some grant in data.grants[binding.role]
	grant.action == input.action
	grant.type == input.type
}
`;

function grants(): Record<string, { action: string; type: string }[]> {
  return Object.fromEntries(
    range(50).map((role) => [
      `role${role}`,
      ACTIONS.map((action) => ({ action, type: `type${role % 10}` })),
    ]),
  );
}

export function rbacByMap(): Workload {
  const next = numbers(1);
  const bindings = Object.fromEntries(
    range(BINDINGS).map((user) => [`user${user}`, range(3).map(() => `role${next(50)}`)]),
  );
  const input = { user: 'user7777', action: 'list', type: 'nothing' };
  return workload('RBAC look-up, map of 10,000', MAPPED, 'rbac/allow', input, {
    bindings,
    grants: grants(),
  });
}

export function rbacByList(): Workload {
  const next = numbers(2);
  const bindings = range(BINDINGS).map((index) => ({
    subject: { kind: index % 5 === 0 ? 'Group' : 'User', name: `user${index >> 1}` },
    role: `role${next(50)}`,
  }));
  const input = { user: 'user4777', action: 'list', type: 'nothing' };
  return workload('RBAC search, list of 10,000', LISTED, 'rbac/allow', input, {
    bindings,
    grants: grants(),
  });
}
