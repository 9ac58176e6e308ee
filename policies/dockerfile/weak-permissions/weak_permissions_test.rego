package std.dockerfile.weak_permissions_test

import data.std.dockerfile.weak_permissions
import data.std.lib.testing

checks(instr) := {finding.check | some finding in found} if {
	found := weak_permissions.deny with input as testing.one(instr)
}

of(mode) := checks([testing.run(2, sprintf("chmod %s /x", [mode]))])

test_modes_that_open_a_file_are_denied if {
	every mode in ["777", "0777", "666", "a+w", "o+w", "ugo+rw", "4755", "u+s"] {
		of(mode) == {"mode"}
	}
}

test_ordinary_modes_are_fine if {
	every mode in ["755", "0644", "1777", "u+x", "+x", "g+w", "a+rx", "700"] {
		of(mode) == set()
	}
}

test_copies_may_open_files_as_well if {
	copy := object.union(testing.copy(2, ["x"], "/x"), {"flags": [{"name": "chmod", "value": "777"}]})
	checks([copy]) == {"mode"}
}

test_passwords_are_denied if {
	checks([testing.run(2, "echo root:x | chpasswd")]) == {"password"}
	checks([testing.run(2, "passwd -d root")]) == {"password"}
}

test_folders_of_mktemp_are_nobodys if {
	made := "RUN dir=\"$(mktemp -d)\" && chmod 777 \"$dir\""
	checks([object.union(testing.run(2, "chmod 777 $dir"), {"raw": made})]) == set()
	checks([object.union(testing.run(2, "chmod 777 $dir /app"), {"raw": made})]) == {"mode"}
	checks([object.union(testing.run(2, "chmod 777 $other"), {"raw": made})]) == {"mode"}
}
