package std.dockerfile.denied_port_test

import data.std.dockerfile.denied_port

input_with(port) := {"documents": {"dockerfile": [{"stages": [{"final": true, "instr": [{
	"kw": "EXPOSE",
	"expose": [{"port": port, "proto": "tcp", "raw": port, "loc": {"uri": "Dockerfile", "line": 2}}],
}]}]}]}}

params := {"std/dockerfile/denied-port": {"denied_ports": [22, 9999]}}

test_ssh_is_denied_by_name if {
	some finding in denied_port.deny with input as input_with("22") with data.params as params
	finding.message == "port 22 is refused: it is that of SSH"
}

test_ports_without_a_name_are_denied_too if {
	some finding in denied_port.deny with input as input_with("9999") with data.params as params
	finding.message == "port 9999 is refused"
}

test_other_ports_are_fine if {
	count(denied_port.deny) == 0 with input as input_with("8443") with data.params as params
}

test_an_empty_list_denies_nothing if {
	none := {"std/dockerfile/denied-port": {"denied_ports": []}}
	count(denied_port.deny) == 0 with input as input_with("22") with data.params as none
}
