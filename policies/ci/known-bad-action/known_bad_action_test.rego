package std.ci.known_bad_action_test

import data.std.ci.known_bad_action

table := {"actions": {"acme/scan": {"below": "0.35.0", "reason": "x", "advisory": "CVE-1"}, "acme/ql": {"below": "3", "reason": "x", "advisory": "deprecation"}}, "archived": ["acme/old"], "typosquats": ["action/checkout"]}

checks(action, ref, allow, deny) := {finding.check | some finding in found} if {
	params := {"std/ci/known-bad-action": {"allow": allow, "deny": deny}}
	[owner, repo] := split(action, "/")
	step := {"uses": {"owner": owner, "repo": repo, "ref": ref, "raw": sprintf("%s@%s", [action, ref])}}
	found := known_bad_action.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": [step]}]}]}} with data.params as params with data.known_bad_actions as table
}

test_versions_with_trouble_are_denied if {
	checks("acme/scan", "0.20.0", [], []) == {"vulnerable"}
	checks("acme/scan", "v0.35.0", [], []) == set()
	checks("acme/scan", "master", [], []) == {"vulnerable"}
}

test_lines_that_are_retired_are_denied if {
	checks("acme/ql", "v2", [], []) == {"vulnerable"}
	checks("acme/ql", "v3", [], []) == set()
}

test_archived_actions_are_denied if checks("acme/old", "v1", [], []) == {"archived"}

test_look_alikes_are_denied if checks("action/checkout", "v4", [], []) == {"typosquat"}

test_lists_of_your_own_count if {
	checks("acme/x", "v1", ["other/*"], []) == {"forbidden"}
	checks("acme/x", "v1", [], ["acme/*"]) == {"forbidden"}
	checks("acme/x", "v1", ["acme/*"], []) == set()
}

test_projects_of_gitlab_may_be_forbidden if {
	params := {"std/ci/known-bad-action": {"allow": [], "deny": ["acme/*"]}}
	document := {"uri": ".gitlab-ci.yml", "jobs": [], "includes": [{"kind": "project", "project": "acme/ci", "path": "/a.yml"}]}
	count(known_bad_action.deny) == 1 with input as {"documents": {"ci": [document]}} with data.params as params with data.known_bad_actions as table
}
