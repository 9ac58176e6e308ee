package std.context.ignore_file_present_test

import data.std.context.ignore_file_present
import data.std.lib.testing

input_with(file, patterns, srcs) := object.union(
	testing.one([testing.copy(3, srcs, "/app/")]),
	{"documents": {"context": [{"uri": ".dockerignore", "dockerfile": "Dockerfile", "folder": ".", "ignoreFile": file, "patterns": patterns}]}},
)

test_everything_without_ignore_file_is_denied if {
	some finding in ignore_file_present.deny with input as input_with(null, [], ["."])
	finding.at.line == 3
}

test_single_folders_need_none if count(ignore_file_present.deny) == 0 with input as input_with(null, [], ["src"])

test_an_empty_ignore_file_is_denied if {
	count(ignore_file_present.deny) == 1 with input as input_with(".dockerignore", [], ["src"])
}

test_an_ignore_file_with_patterns_is_fine if {
	count(ignore_file_present.deny) == 0 with input as input_with(".dockerignore", [{"raw": ".git"}], ["."])
}
