package std.dockerfile.stage_names_test

import data.std.dockerfile.stage_names
import data.std.lib.testing

named(index, name) := testing.changed([testing.instruction("FROM", index + 1, {"args": ["x", "AS", name]})], {"index": index, "name": lower(name)})

checks(names) := {finding.check | some finding in found} if {
	found := stage_names.deny with input as testing.file([named(index, name) | some index, name in names])
}

test_names_of_their_own_are_fine if checks(["build", "test"]) == set()

test_a_second_one_is_denied if checks(["build", "build"]) == {"duplicate"}

test_reserved_names_are_denied if checks(["scratch"]) == {"reserved"}

test_capitals_are_denied if checks(["Build"]) == {"casing"}
