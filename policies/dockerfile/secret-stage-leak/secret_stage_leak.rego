# METADATA
# title: No stage hands its secrets on
# description: COPY --from takes a folder of a stage that holds a secret, and the secret with it.
# custom:
#   code: DKF-031
#   severity: critical
#   needs: [dockerfile]
#   remediation: Copy the files that are needed by name, from a folder that never held a secret.
#   rationale: A stage keeps secrets apart only as long as nobody takes them along.
#   seed: ["5.2"]
package std.dockerfile.secret_stage_leak

import data.std.lib.dockerfile as lib
import data.std.lib.taint

source_stage(document, name) := stage if {
	some stage in document.stages
	stage.name == lower(name)
}

source_stage(document, name) := stage if {
	some stage in document.stages
	sprintf("%d", [stage.index]) == name
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "COPY"
	is_string(step.instruction.copy.from)
	source := source_stage(step.document, step.instruction.copy.from)
	some path in taint.secret_paths(step.document, source)
	some taken in step.instruction.copy.srcs
	taint.covers(taken, path)
	finding := {
		"message": sprintf("`%s` brings `%s` along, which holds a secret in stage `%s`", [taken, path, step.instruction.copy.from]),
		"at": step.instruction.loc,
		"term": path,
	}
}
