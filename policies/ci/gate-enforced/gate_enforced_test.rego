package std.ci.gate_enforced_test

import data.std.ci.gate_enforced

table := {"actions": {}, "commands": {"image-scan": `^(trivy image|grype)`, "dependency-scan": `^npm audit`}}

checks(steps, classes) := {finding.check | some finding in found} if {
	params := {"std/ci/gate-enforced": {"blocking_classes": classes}}
	found := gate_enforced.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": steps}]}]}} with data.params as params with data.ci_classes as table
}

every_class := ["image-scan", "dependency-scan"]

command(id, text, flags, next) := {"id": id, "name": split(text, " ")[0], "argv": split(text, " "), "args": array.slice(split(text, " "), 1, 9), "flags": flags, "next": next}

script(commands) := {"run": {"text": "", "commands": commands}}

test_trivy_without_exit_code_is_denied if {
	checks([script([command(0, "trivy image app", [], "")])], every_class) == {"exit-code"}
	checks([script([command(0, "trivy image --exit-code 1 app", ["exit-code"], "")])], every_class) == set()
	checks([script([command(0, "trivy image --exit-code=0 app", ["exit-code"], "")])], every_class) == {"exit-code"}
}

test_the_action_needs_one_as_well if {
	uses := {"owner": "aquasecurity", "repo": "trivy-action"}
	checks([{"uses": uses, "classes": ["image-scan"], "with": {}}], every_class) == {"exit-code"}
	checks([{"uses": uses, "classes": ["image-scan"], "with": {"exit-code": "1"}}], every_class) == set()
}

test_swallowed_failures_are_denied if {
	checks([script([command(0, "npm audit", [], "||"), command(1, "true", [], "")])], every_class) == {"swallowed"}
}

test_going_on_is_denied if {
	checks([{"classes": ["image-scan"], "continueOnError": true}], every_class) == {"continues"}
	checks([{"classes": ["image-scan"], "continueOnError": true}], []) == set()
}

test_a_pipe_must_not_lose_the_failure if {
	commands := [command(0, "grype app", [], "|"), command(1, "tee log", [], "")]
	checks([script(commands)], every_class) == {"swallowed"}
	checks([{"run": {"text": "", "shell": ["bash", "-eo", "pipefail"], "commands": commands}}], every_class) == set()
}

test_scripts_that_go_on_are_denied if {
	checks([script([command(0, "set +e", [], ""), command(1, "npm audit", [], "")])], every_class) == {"swallowed"}
}
