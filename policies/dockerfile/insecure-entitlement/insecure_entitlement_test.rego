package std.dockerfile.insecure_entitlement_test

import data.std.dockerfile.insecure_entitlement
import data.std.lib.testing

checks(instr) := {finding.check | some finding in found} if {
	found := insecure_entitlement.deny with input as testing.one(instr)
}

run_with(name, value) := object.union(testing.run(2, "x"), {"flags": [{"name": name, "value": value}]})

test_privileges_are_denied if checks([run_with("security", "insecure")]) == {"security"}

test_the_network_of_the_host_is_denied if checks([run_with("network", "host")]) == {"network"}

test_no_network_is_fine if checks([run_with("network", "none")]) == set()

test_the_socket_is_denied if {
	checks([testing.instruction("VOLUME", 2, {"args": ["/var/run/docker.sock"]})]) == {"socket"}
}
