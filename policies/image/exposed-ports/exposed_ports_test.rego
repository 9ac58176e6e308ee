package std.image.exposed_ports_test

import data.std.image.exposed_ports

terms(ports, least, denied, most) := {finding.term | some finding in found} if {
	params := {"std/image/exposed-ports": {"min_port": least, "denied_ports": denied, "max_exposed_ports": most}}
	exposed := [{"port": port, "proto": "tcp"} | some port in ports]
	found := exposed_ports.deny with input as {"documents": {"image": [{"uri": "c.json", "config": {"exposed": exposed}}]}} with data.params as params
}

test_refused_ports_are_denied if terms(["22"], 0, [22], 3) == {"22"}

test_low_ports_are_denied if terms(["80"], 1024, [], 3) == {"80"}

test_many_ports_are_denied if terms(["8080", "8081"], 0, [], 1) == {"count"}

test_ordinary_ports_are_fine if terms(["8080"], 1024, [22], 3) == set()
