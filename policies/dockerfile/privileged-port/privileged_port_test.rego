package std.dockerfile.privileged_port_test

import data.std.dockerfile.privileged_port

input_with(port, final) := {"documents": {"dockerfile": [{"stages": [{"final": final, "instr": [{
	"kw": "EXPOSE",
	"expose": [{"port": port, "proto": "tcp", "raw": port, "loc": {"uri": "Dockerfile", "line": 2}}],
}]}]}]}}

params(min_port, allowed) := {"std/dockerfile/privileged-port": {"min_port": min_port, "allow_ports": allowed}}

test_a_low_port_is_denied if {
	some finding in privileged_port.deny with input as input_with("80", true) with data.params as params(1024, [])
	finding.message == "port 80 is below 1024"
}

test_the_lowest_unprivileged_port_is_fine if {
	count(privileged_port.deny) == 0 with input as input_with("1024", true) with data.params as params(1024, [])
}

test_allowed_ports_are_fine if {
	count(privileged_port.deny) == 0 with input as input_with("80", true) with data.params as params(1024, [80])
}

test_a_higher_limit_denies_more if {
	count(privileged_port.deny) == 1 with input as input_with("3000", true) with data.params as params(8000, [])
}

test_variables_are_not_judged if {
	count(privileged_port.deny) == 0 with input as input_with("$PORT", true) with data.params as params(1024, [])
}

test_builder_stages_are_not_judged if {
	count(privileged_port.deny) == 0 with input as input_with("80", false) with data.params as params(1024, [])
}
