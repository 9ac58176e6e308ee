# METADATA
# title: An image from scratch has all that its program needs
# description: Nothing is there that was not copied, neither a C library nor certificates nor time zones.
# custom:
#   code: DKF-024
#   severity: low
#   needs: [dockerfile]
#   remediation: Build with `CGO_ENABLED=0`, and copy `/etc/ssl/certs/ca-certificates.crt` from the builder.
#   rationale: A program that is linked dynamically does not start; one without certificates is soon made to trust everything.
#   seed: ["3.3", "4.4"]
#   params:
#     require_ca:
#       description: Whether an image from scratch must have CA certificates.
#       schema: {type: boolean}
#       merge: or
#       default: true
#     require_tz:
#       description: Whether an image from scratch must have time zones.
#       schema: {type: boolean}
#       merge: or
#       default: false
#   checks:
#     cgo: {}
#     certificates: {}
#     time-zones: {}
package std.dockerfile.scratch_complete

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/scratch-complete"]

# Final stages on a base without a C library.
bare := [found |
	some found in lib.stages
	found.stage.final
	static(lib.base_image(found.document, found.stage))
]

static(from) if from.resolved == "scratch"

static(from) if regex.match(`distroless/static|chainguard/static`, from.resolved)

cgo_off(stage, _) if stage.effective.env.CGO_ENABLED == "0"

cgo_off(_, command) if {
	some assignment in command.assign
	assignment.name == "CGO_ENABLED"
	assignment.value == "0"
}

cgo_off(_, command) if contains(lib.line(command), "-static")

cgo_off(stage, _) if {
	some instruction in stage.instr
	regex.match(`CGO_ENABLED[= ]"?0`, instruction.raw)
}

deny contains finding if {
	some found in bare
	some link in found.document.stages
	not link.final
	link.reachable
	some instruction in link.instr
	some command in instruction.run.commands
	command.name == "go"
	command.args[0] in {"build", "install"}
	not cgo_off(link, command)
	finding := {
		"check": "cgo",
		"message": sprintf("`%s` may link the C library, which the final image does not have", [lib.line(command)]),
		"at": object.get(command, "loc", instruction.loc),
		"term": lib.line(command),
	}
}

# Programs copied into an image from scratch; a root file system that is unpacked brings what it wants.
from_scratch := [found |
	some found in bare
	lib.base_image(found.document, found.stage).resolved == "scratch"
	some instruction in found.stage.instr
	is_string(instruction.copy.from)
	count([other | some other in found.stage.instr; other.kw == "ADD"]) == 0
]

copies(stage, pattern) if {
	some instruction in stage.instr
	some path in array.concat(instruction.copy.srcs, [instruction.copy.dest])
	regex.match(pattern, path)
}

deny contains finding if {
	params.require_ca
	some found in from_scratch
	not copies(found.stage, `certs|certificates|/etc/ssl|\.pem$|\.crt$|^/$|^/etc/?$|rootfs`)
	finding := {
		"check": "certificates",
		"message": "no CA certificates are copied into the image from scratch",
		"at": found.stage.from.loc,
	}
}

deny contains finding if {
	params.require_tz
	some found in from_scratch
	not copies(found.stage, `zoneinfo|^/$|rootfs`)
	finding := {
		"check": "time-zones",
		"message": "no time zones are copied into the image from scratch",
		"at": found.stage.from.loc,
	}
}
