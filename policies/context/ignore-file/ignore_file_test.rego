package std.context.ignore_file_test

import data.std.context.ignore_file

input_with(file, patterns) := {"documents": {"context": [{"uri": "app", "ignoreFile": file, "patterns": patterns}]}}

test_a_context_without_ignore_file_is_denied if {
	some finding in ignore_file.deny with input as input_with(null, [])
	finding.term == "app"
}

test_an_empty_ignore_file_is_denied if {
	count(ignore_file.deny) == 1 with input as input_with(".dockerignore", [])
}

test_an_ignore_file_with_patterns_is_fine if {
	count(ignore_file.deny) == 0 with input as input_with(".dockerignore", [{"raw": ".git"}])
}
