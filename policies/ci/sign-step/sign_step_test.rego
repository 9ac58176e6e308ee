package std.ci.sign_step_test

import data.std.ci.sign_step

findings(steps, triggers, signers) := found if {
	params := {"std/ci/sign-step": {"signers": signers}}
	found := sign_step.deny with input as {"documents": {"ci": [{"uri": "w.yml", "triggers": triggers, "jobs": [{"id": "a", "steps": steps}]}]}} with data.params as params
}

test_a_push_without_signature_is_denied if count(findings([{"classes": ["push"]}], ["push"], [])) == 1

test_a_signature_is_enough if count(findings([{"classes": ["push"]}, {"classes": ["sign"]}], ["push"], [])) == 0

test_previews_are_not_published if count(findings([{"classes": ["push"]}], ["pull_request"], [])) == 0

test_other_signers_may_be_named if {
	steps := [{"classes": ["push"]}, {"run": {"commands": [{"argv": ["acme-sign", "app"]}]}}]
	count(findings(steps, ["push"], ["^acme-sign "])) == 0
}
