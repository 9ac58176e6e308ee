# METADATA
# title: The image says how its health is checked
# description: A HEALTHCHECK lets the engine notice a service that hangs. Kubernetes has probes of its own.
# custom:
#   code: DKF-043
#   severity: info
#   needs: [dockerfile]
#   aliases: [DL3057, DS-0026, CKV_DOCKER_2, CIS-4.6, CIS-DI-0006]
#   remediation: Add a HEALTHCHECK, or say in your policy that your platform does without.
#   rationale: A process that runs is not yet one that works.
#   params:
#     required:
#       description: Whether an image must have one.
#       schema: {type: boolean}
#       merge: or
#       default: true
package std.dockerfile.healthcheck

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/healthcheck"]

deny contains finding if {
	params.required
	some found in lib.stages
	found.stage.final
	is_null(found.stage.effective.healthcheck)
	not declared(found.document, found.stage)
	finding := {
		"message": "the image has no HEALTHCHECK",
		"at": found.stage.loc,
	}
}

declared(document, stage) if {
	some link in lib.base_chain(document, stage)
	some instruction in link.instr
	instruction.kw == "HEALTHCHECK"
}
