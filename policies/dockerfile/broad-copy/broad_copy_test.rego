package std.dockerfile.broad_copy_test

import data.std.dockerfile.broad_copy

copy(srcs) := {
	"kw": "COPY",
	"copy": {"srcs": srcs, "dest": "/app/", "from": null},
	"loc": {"uri": "Dockerfile", "line": 3},
}

input_with(instruction, final, contexts) := {"documents": {
	"dockerfile": [{"stages": [{"final": final, "instr": [instruction]}]}],
	"context": contexts,
}}

careful := {"probe": {".git": true, ".env": true}}

params := {"std/dockerfile/broad-copy": {"required_ignores": [".git", ".env"]}}

test_everything_without_an_ignore_file_is_denied if {
	some finding in broad_copy.deny with input as input_with(copy(["."]), true, []) with data.params as params
	finding.evidence.notIgnored == [".env", ".git"]
	finding.severity == "medium"
}

test_one_missing_path_is_named if {
	contexts := [{"probe": {".git": true, ".env": false}}]
	some finding in broad_copy.deny with input as input_with(copy(["."]), true, contexts) with data.params as params
	finding.evidence.notIgnored == [".env"]
}

test_an_ignore_file_that_names_all_is_enough if {
	count(broad_copy.deny) == 0 with input as input_with(copy(["."]), true, [careful]) with data.params as params
}

test_single_folders_are_fine if {
	count(broad_copy.deny) == 0 with input as input_with(copy(["src/"]), true, []) with data.params as params
}

test_builder_stages_weigh_less if {
	some finding in broad_copy.deny with input as input_with(copy(["."]), false, []) with data.params as params
	finding.severity == "info"
}

test_copies_from_stages_are_fine if {
	from_stage := object.union(copy(["."]), {"copy": {"srcs": ["."], "from": {"stage": 0}}})
	count(broad_copy.deny) == 0 with input as input_with(from_stage, true, []) with data.params as params
}

test_nothing_required_denies_nothing if {
	none := {"std/dockerfile/broad-copy": {"required_ignores": []}}
	count(broad_copy.deny) == 0 with input as input_with(copy(["."]), true, []) with data.params as none
}
