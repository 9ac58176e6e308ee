package std.ci.release_cache_test

import data.std.ci.release_cache

findings(source, triggers, mode) := found if {
	params := {"std/ci/release-cache": {"cache_mode": mode}}
	step := {"classes": ["build", "push"], "with": {"cache-from": source}}
	found := release_cache.deny with input as {"documents": {"ci": [{"uri": "w.yml", "triggers": triggers, "jobs": [{"id": "a", "steps": [step]}]}]}} with data.params as params
}

test_a_shared_cache_is_denied if count(findings("type=gha", ["push"], "protected")) == 1

test_a_registry_cache_may_be_allowed if {
	count(findings("type=registry,ref=x", ["push"], "protected")) == 0
	count(findings("type=registry,ref=x", ["push"], "none")) == 1
}

test_pull_requests_may_use_it if count(findings("type=gha", ["pull_request"], "protected")) == 0
