package std.dockerfile.secret_file_copied_test

import data.std.dockerfile.secret_file_copied

input_with(source, probe) := {"documents": {
	"dockerfile": [{"stages": [{"final": true, "instr": [{
		"kw": "COPY",
		"copy": {"srcs": [source], "dest": "/app/", "from": null},
		"loc": {"uri": "Dockerfile", "line": 2},
	}]}]}],
	"context": [{"probe": probe}],
}}

params := {"std/dockerfile/secret-file-copied": {
	"secret_globs": [".env", ".env.*", "*.pem", "id_rsa", ".aws/credentials"],
	"allow_globs": [".env.example", "*ca*.pem"],
}}

findings(source, probe) := found if {
	found := secret_file_copied.deny with input as input_with(source, probe) with data.params as params
}

test_an_env_file_is_denied if count(findings(".env", {})) == 1

test_a_key_below_a_folder_is_denied if count(findings("deploy/id_rsa", {})) == 1

test_paths_with_folders_are_found_at_the_end if count(findings("home/.aws/credentials", {})) == 1

test_examples_are_fine if count(findings(".env.example", {})) == 0

test_ca_bundles_are_fine if count(findings("certs/ca.pem", {})) == 0

test_what_the_ignore_file_keeps_out_is_fine if count(findings(".env", {".env": true})) == 0

test_ordinary_files_are_fine if count(findings("package.json", {})) == 0

test_more_globs_deny_more if {
	more := {"std/dockerfile/secret-file-copied": {"secret_globs": ["package.json"], "allow_globs": []}}
	count(secret_file_copied.deny) == 1 with input as input_with("package.json", {}) with data.params as more
}
