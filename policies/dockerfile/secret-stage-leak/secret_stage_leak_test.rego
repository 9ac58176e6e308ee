package std.dockerfile.secret_stage_leak_test

import data.std.dockerfile.secret_stage_leak
import data.std.lib.testing

source := testing.changed([testing.copy(2, ["id_rsa"], "/tmp/")], {"name": "secrets", "final": false})

taking(path) := testing.changed([object.union(testing.copy(5, [path], "/x"), {"copy": {"from": "secrets"}})], {"index": 1})

findings(path) := found if {
	found := secret_stage_leak.deny with input as testing.file([source, taking(path)])
}

test_the_folder_of_a_secret_is_denied if count(findings("/tmp")) == 1

test_the_secret_itself_is_denied if count(findings("/tmp/id_rsa")) == 1

test_everything_is_denied if count(findings("/")) == 1

test_other_folders_are_fine if count(findings("/out/app")) == 0

test_names_that_begin_alike_are_fine if count(findings("/tmp/id")) == 0
