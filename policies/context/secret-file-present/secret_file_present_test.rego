package std.context.secret_file_present_test

import data.std.context.secret_file_present

findings(file, patterns, globs, allowed) := found if {
	params := {"std/context/secret-file-present": {"secret_globs": globs, "allow_globs": allowed}}
	context := {"uri": ".dockerignore", "folder": ".", "ignoreFile": null, "patterns": patterns, "probe": {}, "files": [file]}
	found := secret_file_present.deny with input as {"documents": {"context": [context]}} with data.params as params
}

test_a_key_is_denied if count(findings({"path": "cosign.key"}, [], ["*.key"], [])) == 1

test_an_ignored_key_is_fine if {
	count(findings({"path": "cosign.key"}, [{"pattern": "*.key", "negated": false}], ["*.key"], [])) == 0
}

test_fixtures_are_fine if count(findings({"path": "test/server.key"}, [], ["*.key"], ["test/**"])) == 0

test_what_was_seen_in_a_file_counts if count(findings({"path": "notes.txt", "sniff": "private-key"}, [], [], [])) == 1

test_ordinary_files_are_fine if count(findings({"path": "main.go"}, [], ["*.key"], [])) == 0
