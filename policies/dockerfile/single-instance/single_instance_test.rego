package std.dockerfile.single_instance_test

import data.std.dockerfile.single_instance
import data.std.lib.testing

checks(stages) := {finding.check | some finding in found} if {
	found := single_instance.deny with input as testing.file(stages)
}

cmd(line) := testing.instruction("CMD", line, {})

test_two_of_a_kind_are_denied if checks([testing.stage([cmd(2), cmd(3)])]) == {"cmd"}

test_one_is_fine if checks([testing.stage([cmd(2), testing.instruction("ENTRYPOINT", 3, {})])]) == set()

test_stages_count_by_themselves if checks([testing.stage([cmd(2)]), testing.stage([cmd(4)])]) == set()
