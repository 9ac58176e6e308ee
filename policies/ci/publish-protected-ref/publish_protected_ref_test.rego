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

test_a_condition_for_pull_requests_guards_nothing if {
	count(findings([{"name": "pull_request"}], {"if": "github.event_name == 'pull_request'"}, ["main"])) == 1
}

gitlab(rules) := found if {
	params := {"std/ci/publish-protected-ref": {"release_refs": ["main"]}}
	job := {"id": "a", "rules": rules, "steps": [{"classes": ["push"]}]}
	found := publish_protected_ref.deny with input as {"documents": {"ci": [{"uri": ".gitlab-ci.yml", "system": "gitlab", "triggers": {"push": null}, "rules": [], "jobs": [job]}]}} with data.params as params
}

rule(text) := {"if": text, "when": "on_success"}

test_jobs_of_gitlab_need_a_ref_in_every_rule if {
	count(gitlab([])) == 1
	count(gitlab([rule("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"), rule("$CI_COMMIT_TAG")])) == 0
	count(gitlab([rule("$CI_COMMIT_BRANCH == \"main\"")])) == 0
	count(gitlab([rule("$CI_COMMIT_BRANCH == \"wild\"")])) == 1
	count(gitlab([rule("$CI_COMMIT_BRANCH")])) == 1
	count(gitlab([rule("$CI_COMMIT_TAG"), rule("$CI_PIPELINE_SOURCE == \"merge_request_event\"")])) == 1
}
