package std.dockerfile.port_hygiene_test

import data.std.dockerfile.port_hygiene
import data.std.lib.testing

port(raw) := {"port": split(raw, "/")[0], "proto": "tcp", "raw": raw, "loc": testing.loc(2)}

checks(raws, most, strict) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/port-hygiene": {"max_exposed_ports": most, "require_protocol": strict}}
	ports := [port(raw) | some raw in raws]
	stages := [testing.changed([testing.instruction("EXPOSE", 2, {"expose": ports})], {"effective": {"expose": ports}})]
	found := port_hygiene.deny with input as testing.file(stages) with data.params as params
}

test_a_port_is_fine if checks(["8080/tcp"], 3, false) == set()

test_ports_that_do_not_exist_are_denied if checks(["80000"], 3, false) == {"range"}

test_ranges_are_tried_at_both_ends if checks(["40000-70000/tcp"], 3, false) == {"range"}

test_ports_of_the_host_are_denied if checks(["8080:80"], 3, false) == {"format"}

test_protocols_are_lower_case if checks(["8080/TCP"], 3, false) == {"casing"}

test_protocols_may_be_required if checks(["8080"], 3, true) == {"protocol"}

test_many_ports_are_denied if checks(["1", "2", "3"], 2, false) == {"count"}

test_both_protocols_of_one_port_count_once if checks(["53/tcp", "53/udp"], 1, false) == set()

test_variables_are_not_judged if checks(["$PORT"], 1, false) == set()
