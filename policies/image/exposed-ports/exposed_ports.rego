# METADATA
# title: The image exposes few and harmless ports
# description: The ports of the config, those of the base included.
# custom:
#   code: IMG-004
#   severity: low
#   needs: [image]
#   optional: [dockerfile]
#   remediation: Expose only what the service listens on, from 1024 on.
#   rationale: A port that is offered is one that somebody tries.
#   seed: ["2.5"]
#   params:
#     min_port:
#       description: The lowest port that may be exposed.
#       schema: {type: integer, minimum: 0, maximum: 65535}
#       merge: max
#       default: 1024
#     denied_ports:
#       description: Ports that may not be exposed.
#       schema: {type: array, items: {type: integer}}
#       merge: union
#       default: [22, 23, 445, 2375, 3389, 5900, 5005, 9229]
#     max_exposed_ports:
#       description: How many ports an image may expose.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 3
package std.image.exposed_ports

import data.std.lib.documents

params := data.params["std/image/exposed-ports"]

# Whether the Dockerfile of the subject says so itself; otherwise the base does.
inherited(number) if {
	some document in input.documents.dockerfile
	some stage in document.stages
	stage.final
	count([port | some port in stage.effective.expose; port.port == sprintf("%d", [number])]) == 0
}

origin(number) := ", which the base image exposes" if inherited(number)

default origin(_) := ""

number(port) := to_number(port.port)

deny contains finding if {
	some image in input.documents.image
	some port in image.config.exposed
	number(port) in params.denied_ports
	finding := {
		"message": sprintf("port %d is refused%s", [number(port), origin(number(port))]),
		"at": documents.place(image, port),
		"term": sprintf("%d", [number(port)]),
	}
}

deny contains finding if {
	some image in input.documents.image
	some port in image.config.exposed
	number(port) < params.min_port
	not number(port) in params.denied_ports
	finding := {
		"message": sprintf("port %d is below %d%s", [number(port), params.min_port, origin(number(port))]),
		"at": documents.place(image, port),
		"term": sprintf("%d", [number(port)]),
	}
}

deny contains finding if {
	some image in input.documents.image
	ports := {port.port | some port in image.config.exposed}
	count(ports) > params.max_exposed_ports
	finding := {
		"message": sprintf("%d ports are exposed, more than %d", [count(ports), params.max_exposed_ports]),
		"at": documents.place(image, image.config),
		"term": "count",
	}
}
