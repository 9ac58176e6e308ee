package std.ci.action_pinned_test

import data.std.ci.action_pinned

findings(uses, owners) := found if {
	params := {"std/ci/action-pinned": {"trusted_owners": owners}}
	found := action_pinned.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": [{"uses": uses, "loc": {"uri": "w.yml", "line": 9}}]}]}]}} with data.params as params
}

tag := {"raw": "acme/tool@v1", "owner": "acme", "repo": "tool", "ref": "v1", "refKind": "tag"}

test_a_tag_is_denied_where_it_stands if {
	some finding in findings(tag, [])
	finding.at.line == 9
}

test_a_commit_is_fine if count(findings(object.union(tag, {"ref": "0123456789abcdef0123456789abcdef01234567"}), [])) == 0

test_own_actions_are_fine if count(findings({"raw": "./tool", "refKind": "local", "ref": null}, [])) == 0

test_owners_may_be_trusted if count(findings(tag, ["Acme"])) == 0
