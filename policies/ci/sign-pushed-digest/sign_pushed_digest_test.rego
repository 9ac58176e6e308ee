package std.ci.sign_pushed_digest_test

import data.std.ci.sign_pushed_digest

checks(steps) := {finding.check | some finding in found} if {
	found := sign_pushed_digest.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": steps}]}]}}
}

sign(word) := {"run": {"commands": [{"name": "cosign", "argv": ["cosign", "sign", word], "args": ["sign", word], "flags": []}]}}

test_a_tag_is_denied if checks([sign("app:1.0")]) == {"tag"}

test_a_digest_is_fine if checks([sign("app@sha256:0")]) == set()

test_outputs_hold_digests if checks([sign("$IMAGE@${{ steps.build.outputs.digest }}")]) == set()

test_signing_before_the_push_is_denied if checks([{"classes": ["sign"]}, {"classes": ["push"]}]) == {"early"}

test_latest_alone_is_denied if {
	checks([{"classes": ["push"], "with": {"tags": "app:latest"}}]) == {"latest"}
	checks([{"classes": ["push"], "with": {"tags": "app:latest\napp:1"}}]) == set()
}
