# METADATA
# title: The image listens on unprivileged ports
# description: Ports below 1024 need root or a capability to listen on.
# custom:
#   code: DKF-016
#   severity: low
#   needs: [dockerfile]
#   remediation: Listen on a port from 1024 on, such as 8080, and map it outside.
#   rationale: A service that needs a privileged port tends to be run as root.
#   seed: ["2.5"]
#   params:
#     min_port:
#       description: The lowest port that may be exposed.
#       schema: {type: integer, minimum: 0, maximum: 65535}
#       merge: max
#       default: 1024
#     allow_ports:
#       description: Ports that may be exposed although they are lower.
#       schema: {type: array, items: {type: integer}}
#       merge: intersect
#       default: []
package std.dockerfile.privileged_port

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/privileged-port"]

deny contains finding if {
	some stage in lib.final_stages
	some instruction in lib.instructions(stage, "EXPOSE")
	some port in instruction.expose
	regex.match(`^[0-9]+$`, port.port)
	number := to_number(port.port)
	number < params.min_port
	not number in params.allow_ports
	finding := {
		"message": sprintf("port %d is below %d", [number, params.min_port]),
		"at": port.loc,
		"term": port.raw,
		"evidence": {"port": number},
	}
}
