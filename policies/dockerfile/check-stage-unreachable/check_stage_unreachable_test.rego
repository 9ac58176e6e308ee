package std.dockerfile.check_stage_unreachable_test

import data.std.dockerfile.check_stage_unreachable
import data.std.lib.testing

audit(reachable) := testing.changed([testing.run(2, "npm audit")], {"name": "audit", "final": false, "reachable": reachable})

findings(stage, ci, commands) := found if {
	params := {"std/dockerfile/check-stage-unreachable": {"check_commands": commands}}
	file := testing.file([stage, testing.changed([], {"index": 1})])
	documents := object.union(file, {"documents": {"ci": ci}})
	found := check_stage_unreachable.deny with input as documents with data.params as params
}

test_a_check_that_nobody_needs_is_denied if count(findings(audit(false), [], ["^npm audit"])) == 1

test_a_check_that_the_image_needs_is_fine if count(findings(audit(true), [], ["^npm audit"])) == 0

test_a_target_of_a_workflow_is_built if {
	ci := [{"jobs": [{"steps": [{"with": {"target": "audit"}}]}]}]
	count(findings(audit(false), ci, ["^npm audit"])) == 0
}

test_a_target_on_the_command_line_is_built if {
	ci := [{"jobs": [{"steps": [{"run": {"commands": [{"opts": {"target": "audit"}}]}}]}]}]
	count(findings(audit(false), ci, ["^npm audit"])) == 0
}

test_other_commands_are_no_checks if count(findings(audit(false), [], ["^trivy"])) == 0
