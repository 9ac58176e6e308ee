package std.dockerfile.multi_stage_test

import data.std.dockerfile.multi_stage

stage(argv) := {"instr": [{"kw": "RUN", "run": {"commands": [{"name": argv[0], "argv": argv, "loc": {"uri": "Dockerfile", "line": 3}}]}}]}

input_with(stages) := {"documents": {"dockerfile": [{"stages": stages}]}}

params := {"std/dockerfile/multi-stage": {"build_commands": ["^go build"]}}

test_a_single_stage_that_compiles_is_denied if {
	some finding in multi_stage.deny with input as input_with([stage(["go", "build", "./..."])]) with data.params as params
	finding.at.line == 3
}

test_two_stages_are_fine if {
	stages := [stage(["go", "build"]), {"instr": []}]
	count(multi_stage.deny) == 0 with input as input_with(stages) with data.params as params
}

test_a_stage_that_builds_nothing_is_fine if {
	count(multi_stage.deny) == 0 with input as input_with([stage(["go", "version"])]) with data.params as params
}

test_more_commands_deny_more if {
	more := {"std/dockerfile/multi-stage": {"build_commands": ["^go build", "^make"]}}
	count(multi_stage.deny) == 1 with input as input_with([stage(["make"])]) with data.params as more
}
