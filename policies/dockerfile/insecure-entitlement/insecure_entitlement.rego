# METADATA
# title: Builds stay in their sandbox
# description: No build step with all privileges or on the host's network, and no image that expects the engine's socket.
# custom:
#   code: DKF-051
#   severity: high
#   needs: [dockerfile]
#   remediation: Do what needs privileges outside of the build; leave the engine's socket on the host.
#   rationale: A step outside of the sandbox can do to the builder whatever its author likes.
#   checks:
#     security: {}
#     network: {}
#     socket: {}
package std.dockerfile.insecure_entitlement

import data.std.lib.dockerfile as lib

entitled("security", "insecure") := "the RUN gets all privileges"

entitled("network", "host") := "the RUN is on the host's network"

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "RUN"
	some flag in step.instruction.flags
	text := entitled(flag.name, flag.value)
	finding := {
		"check": flag.name,
		"message": text,
		"at": object.get(flag, "loc", step.instruction.loc),
		"term": flag.name,
	}
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "VOLUME"
	some path in step.instruction.args
	regex.match(`(docker|containerd|podman|crio)\.sock`, path)
	finding := {
		"check": "socket",
		"message": sprintf("`%s` makes the container the engine's master", [path]),
		"at": step.instruction.loc,
		"term": path,
	}
}
