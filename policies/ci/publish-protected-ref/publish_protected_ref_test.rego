package std.ci.publish_protected_ref_test

import data.std.ci.publish_protected_ref

findings(triggers, job, refs) := found if {
	params := {"std/ci/publish-protected-ref": {"release_refs": refs}}
	full := object.union({"id": "a", "steps": [{"classes": ["push"]}]}, job)
	found := publish_protected_ref.deny with input as {"documents": {"ci": [{"uri": "w.yml", "system": "github", "triggers": triggers, "jobs": [full]}]}} with data.params as params
}

main := [{"name": "push", "branches": ["main"]}]

test_pull_requests_must_not_publish if count(findings([{"name": "pull_request"}], {}, ["main"])) == 1

test_the_release_branch_may if count(findings(main, {}, ["main"])) == 0

test_other_branches_must_not if count(findings([{"name": "push", "branches": ["feature/*"]}], {}, ["main"])) == 1

test_every_branch_is_too_many if count(findings([{"name": "push"}], {}, ["main"])) == 1

test_a_condition_guards if {
	count(findings([{"name": "pull_request"}], {"if": "github.ref == 'refs/heads/main'"}, ["main"])) == 0
}

test_fewer_refs_deny_more if count(findings(main, {}, ["v*"])) == 1
