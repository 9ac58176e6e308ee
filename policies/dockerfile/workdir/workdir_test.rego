package std.dockerfile.workdir_test

import data.std.dockerfile.workdir
import data.std.lib.testing

at(line, path) := testing.instruction("WORKDIR", line, {"args": [path], "expanded": [path]})

checks(instr) := {finding.check | some finding in found} if {
	found := workdir.deny with input as testing.one(instr)
}

test_a_relative_folder_is_denied if checks([at(2, "app")]) == {"relative"}

test_it_is_fine_after_an_absolute_one if checks([at(2, "/srv"), at(3, "app")]) == set()

test_windows_folders_are_absolute if checks([at(2, `C:\app`)]) == set()

test_variables_may_be_absolute if checks([at(2, "$HOME")]) == set()

test_cd_at_the_beginning_is_denied if checks([testing.run(3, "cd /app && make")]) == {"cd"}

test_cd_later_on_is_fine if checks([testing.run(3, "git clone x && cd x")]) == set()

test_a_subshell_may_change_folders if {
	instruction := object.union(testing.run(3, "x"), {"run": {"commands": [object.union(testing.command(3, 0, 0, 0, "cd /x"), {"scope": ["subshell"]})]}})
	checks([instruction]) == set()
}
