# METADATA
# title: What counts once is written once
# description: Of several CMD, ENTRYPOINT or HEALTHCHECK in a stage only the last has an effect.
# custom:
#   code: DKF-045
#   severity: low
#   needs: [dockerfile]
#   remediation: Keep the last one.
#   rationale: A reader takes the first one for what happens.
#   checks:
#     cmd: {aliases: [DL4003, DS-0016, MultipleInstructionsDisallowed]}
#     entrypoint: {aliases: [DL4004, DS-0007, MultipleInstructionsDisallowed]}
#     healthcheck: {aliases: [DL3012, DS-0023, MultipleInstructionsDisallowed]}
package std.dockerfile.single_instance

import data.std.lib.dockerfile as lib

deny contains finding if {
	some found in lib.stages
	some keyword in ["CMD", "ENTRYPOINT", "HEALTHCHECK"]
	all := lib.instructions(found.stage, keyword)
	some at, instruction in all
	at < count(all) - 1
	finding := {
		"check": lower(keyword),
		"message": sprintf("this %s has no effect: another one follows in line %d", [keyword, all[at + 1].loc.line]),
		"at": instruction.loc,
	}
}
