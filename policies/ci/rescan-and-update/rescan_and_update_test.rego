package std.ci.rescan_and_update_test

import data.std.ci.rescan_and_update

terms(triggers, files, bot) := {finding.term | some finding in found} if {
	params := {"std/ci/rescan-and-update": {"require_update_bot": bot}}
	found := rescan_and_update.deny with input as {"documents": {
		"ci": [{"uri": "w.yml", "triggers": triggers, "jobs": [{"id": "a", "steps": [{"classes": ["build"]}, {"classes": ["image-scan"]}]}]}],
		"context": [{"files": [{"path": path} | some path in files]}],
	}}
		with data.params as params
}

test_without_a_schedule_is_denied if terms(["push"], [], false) == {"schedule"}

test_a_schedule_is_fine if terms(["push", "schedule"], [], false) == set()

test_a_bot_may_be_required if {
	terms(["schedule"], [], true) == {"bot"}
	terms(["schedule"], [".github/dependabot.yml"], true) == set()
}
