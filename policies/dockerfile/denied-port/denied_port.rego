# METADATA
# title: No port of a service that does not belong in the image
# description: Remote shells and debuggers in an application image are doors without a guard.
# custom:
#   code: DKF-017
#   severity: high
#   needs: [dockerfile]
#   aliases: [DS-0004, CKV_DOCKER_1]
#   remediation: Remove the service and its EXPOSE; use the platform's exec and logs instead.
#   rationale: An exposed remote shell is what attackers try first.
#   seed: ["2.5"]
#   params:
#     denied_ports:
#       description: Ports that may not be exposed.
#       schema: {type: array, items: {type: integer}}
#       merge: union
#       default: [22, 23, 445, 2375, 3389, 5900, 5005, 9229]
package std.dockerfile.denied_port

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/denied-port"]

services := {"22": "SSH", "23": "Telnet", "2375": "Docker's API without TLS", "3389": "RDP", "5005": "a Java debugger", "5900": "VNC", "9229": "a Node.js debugger"}

deny contains finding if {
	some stage in lib.final_stages
	some instruction in lib.instructions(stage, "EXPOSE")
	some port in instruction.expose
	regex.match(`^[0-9]+$`, port.port)
	to_number(port.port) in params.denied_ports
	finding := {
		"message": sprintf("port %s is refused%s", [port.port, meaning(port.port)]),
		"at": port.loc,
		"term": port.raw,
		"evidence": {"port": to_number(port.port)},
	}
}

meaning(port) := sprintf(": it is that of %s", [services[port]])

default meaning(_) := ""
