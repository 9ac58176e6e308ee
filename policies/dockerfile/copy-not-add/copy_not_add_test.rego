package std.dockerfile.copy_not_add_test

import data.std.dockerfile.copy_not_add
import data.std.lib.testing

add(source) := object.union(testing.copy(2, [source], "/app/"), {"kw": "ADD", "written": "ADD"})

checks(instr) := {finding.check | some finding in found} if {
	found := copy_not_add.deny with input as testing.one(instr)
}

test_an_ordinary_file_is_denied if checks([add("app.py")]) == {"add"}

test_archives_are_fine if checks([add("app.tar.gz")]) == set()

test_downloads_are_fine if checks([add("https://example.com/x")]) == set()

test_unpacking_by_hand_is_denied if {
	checks([testing.copy(2, ["app.tar.gz"], "/tmp/"), testing.run(3, "tar -xzf /tmp/app.tar.gz")]) == {"unpack"}
}

test_copying_an_archive_alone_is_fine if checks([testing.copy(2, ["app.tar.gz"], "/tmp/")]) == set()
