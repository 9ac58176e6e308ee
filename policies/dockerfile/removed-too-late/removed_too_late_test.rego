package std.dockerfile.removed_too_late_test

import data.std.dockerfile.removed_too_late
import data.std.lib.testing

severities(instr) := [finding.severity | some finding in found] if {
	found := removed_too_late.deny with input as testing.one(instr)
}

test_a_key_that_is_removed_later_is_denied if {
	severities([testing.copy(2, ["id_rsa"], "/tmp/"), testing.run(3, "rm /tmp/id_rsa")]) == ["high"]
}

test_other_files_weigh_less if {
	severities([testing.copy(2, ["app.tar"], "/tmp/app.tar"), testing.run(3, "rm -f /tmp/app.tar")]) == ["info"]
}

test_a_whole_folder_counts if {
	severities([testing.copy(2, ["id_rsa"], "/tmp/k/"), testing.run(3, "rm -rf /tmp/k")]) == ["high"]
}

test_the_same_run_is_fine if severities([testing.run(2, "curl -o /tmp/x u && rm /tmp/x")]) == []

test_other_files_are_fine if {
	severities([testing.copy(2, ["app"], "/app"), testing.run(3, "rm /tmp/x")]) == []
}
