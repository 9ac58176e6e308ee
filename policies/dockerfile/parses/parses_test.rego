package std.dockerfile.parses_test

import data.std.dockerfile.parses
import data.std.lib.testing

test_instructions_before_from_are_denied if {
	document := object.union(testing.one([]).documents.dockerfile[0], {"globalArgs": [testing.run(1, "x")]})
	count(parses.deny) == 1 with input as {"documents": {"dockerfile": [document]}}
}

test_arguments_before_from_are_fine if {
	document := object.union(testing.one([]).documents.dockerfile[0], {"globalArgs": [testing.instruction("ARG", 1, {})]})
	count(parses.deny) == 0 with input as {"documents": {"dockerfile": [document]}}
}

test_triggers_that_cannot_be_are_denied if {
	onbuild := testing.instruction("ONBUILD", 2, {"trigger": testing.instruction("FROM", 2, {})})
	count(parses.deny) == 1 with input as testing.one([onbuild])
}

test_scripts_that_cannot_be_read_are_unknown if {
	partial := object.union(testing.run(2, "x"), {"run": {"parse": "partial"}})
	count(parses.unknown) == 1 with input as testing.one([partial])
	count(parses.unknown) == 0 with input as testing.one([testing.run(2, "x")])
}
