package std.ci.stage_order_test

import data.std.ci.stage_order

findings(classes) := found if {
	params := {"std/ci/stage-order": {"order": ["build", "image-scan", "push", "sign"]}}
	found := stage_order.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": [{"classes": [class]} | some class in classes]}]}]}} with data.params as params
}

test_in_order_is_fine if count(findings(["build", "image-scan", "push", "sign"])) == 0

test_signing_before_the_push_is_denied if {
	some finding in findings(["build", "sign", "push"])
	finding.term == "push sign"
}

test_a_further_one_may_come_later if count(findings(["image-scan", "push", "image-scan"])) == 0
