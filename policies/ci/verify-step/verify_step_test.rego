package std.ci.verify_step_test

import data.std.ci.verify_step

findings(steps, admission) := found if {
	found := verify_step.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": steps}]}], "admission": admission}}
}

test_deploying_unverified_is_denied if count(findings([{"classes": ["deploy"]}], [])) == 1

test_verifying_before_is_fine if count(findings([{"classes": ["verify"]}, {"classes": ["deploy"]}], [])) == 0

test_the_cluster_may_verify if count(findings([{"classes": ["deploy"]}], [{"verify": [{"engine": "kyverno", "attestors": [{"keys": "k"}]}]}])) == 0

test_verifying_without_identity_is_denied if {
	count(findings([{"run": {"commands": [{"name": "cosign", "argv": ["cosign", "verify", "app"], "args": ["verify", "app"], "flags": []}]}}], [])) == 1
}

test_a_cluster_that_only_checks_names_does_not_verify if {
	count(findings([{"classes": ["deploy"]}], [{"verify": [{"engine": "kyverno", "attestors": []}]}])) == 1
}
