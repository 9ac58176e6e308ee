# METADATA
# title: Ports are few and written exactly
# description: Every EXPOSE names a port that exists, its protocol in lower case, and nothing of the host.
# custom:
#   code: DKF-018
#   severity: info
#   needs: [dockerfile]
#   remediation: Expose only what the service listens on, as `8080/tcp`.
#   rationale: EXPOSE documents what the container offers; a list that is wrong hides what is really open.
#   seed: ["2.5"]
#   params:
#     max_exposed_ports:
#       description: How many ports an image may expose.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 3
#     require_protocol:
#       description: Whether every port must say its protocol.
#       schema: {type: boolean}
#       merge: or
#       default: false
#   checks:
#     range: {aliases: [DL3011, DS-0008]}
#     format: {aliases: [ExposeInvalidFormat]}
#     casing: {aliases: [ExposeProtoCasing]}
#     protocol: {}
#     count: {}
package std.dockerfile.port_hygiene

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/port-hygiene"]

ports := [{"port": port, "stage": step.stage} |
	some step in lib.steps
	step.instruction.kw == "EXPOSE"
	some port in step.instruction.expose
]

numbers(text) := [to_number(number) | some number in regex.find_n(`[0-9]+`, split(text, "/")[0], -1)]

deny contains finding if {
	some found in ports
	not contains(found.port.raw, "$")
	not contains(found.port.raw, ":")
	some number in numbers(found.port.raw)
	number > 65535
	finding := {
		"check": "range",
		"message": sprintf("there is no port %d", [number]),
		"at": found.port.loc,
		"term": found.port.raw,
	}
}

deny contains finding if {
	some found in ports
	contains(found.port.raw, ":")
	not contains(found.port.raw, "${")
	finding := {
		"check": "format",
		"message": sprintf("`%s` maps a port of the host, which EXPOSE cannot do", [found.port.raw]),
		"at": found.port.loc,
		"term": found.port.raw,
	}
}

deny contains finding if {
	some found in ports
	protocol := split(found.port.raw, "/")[1]
	not contains(protocol, "$")
	protocol != lower(protocol)
	finding := {
		"check": "casing",
		"message": sprintf("the protocol of `%s` is written in lower case", [found.port.raw]),
		"at": found.port.loc,
		"term": found.port.raw,
	}
}

deny contains finding if {
	params.require_protocol
	some found in ports
	not contains(found.port.raw, "/")
	finding := {
		"check": "protocol",
		"message": sprintf("`%s` does not say its protocol", [found.port.raw]),
		"at": found.port.loc,
		"term": found.port.raw,
	}
}

deny contains finding if {
	some found in lib.stages
	found.stage.final
	distinct := {port.port | some port in found.stage.effective.expose}
	count(distinct) > params.max_exposed_ports
	finding := {
		"check": "count",
		"message": sprintf("%d ports are exposed, more than %d", [count(distinct), params.max_exposed_ports]),
		"at": object.get(lib.last_instruction(found.stage, "EXPOSE"), "loc", found.stage.loc),
		"evidence": {"ports": sort(distinct)},
	}
}
