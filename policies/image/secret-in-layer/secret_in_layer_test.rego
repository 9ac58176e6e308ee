package std.image.secret_in_layer_test

import data.std.image.secret_in_layer

findings(file, globs, allowed) := found if {
	params := {"std/image/secret-in-layer": {"secret_globs": globs, "allow_globs": allowed}}
	found := secret_in_layer.deny with input as {"documents": {"image": [{"uri": "image.tar", "layers": [{"digest": "sha256:0", "files": [file]}]}]}} with data.params as params
}

test_a_key_is_denied if count(findings({"path": "root/.ssh/id_rsa", "size": 9}, ["id_rsa"], [])) == 1

test_keys_of_tests_are_fine if {
	count(findings({"path": "usr/lib/python3/test/server.key", "size": 9}, ["*.key"], ["usr/lib/**"])) == 0
}

test_the_mark_that_hides_is_no_key if count(findings({"path": "root/id_rsa", "whiteout": true}, ["id_rsa"], [])) == 0

test_what_was_seen_in_a_file_counts if count(findings({"path": "x", "sniff": "private-key"}, [], [])) == 1
