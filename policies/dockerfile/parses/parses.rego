# METADATA
# title: The Dockerfile can be read as a whole
# description: What cannot be parsed was not judged; what stands in the wrong place does nothing or fails.
# custom:
#   code: DKF-054
#   severity: medium
#   needs: [dockerfile]
#   remediation: Correct what the message names.
#   rationale: Rules are blind to what they cannot read.
#   checks:
#     before-from: {aliases: [DL3061]}
#     onbuild: {aliases: [DL3043]}
#     script: {}
package std.dockerfile.parses

import data.std.lib.dockerfile as lib

deny contains finding if {
	some document in input.documents.dockerfile
	some instruction in document.globalArgs
	instruction.kw != "ARG"
	finding := {
		"check": "before-from",
		"message": sprintf("%s stands before the first FROM", [instruction.kw]),
		"at": instruction.loc,
		"term": instruction.kw,
	}
}

deny contains finding if {
	some step in lib.steps
	step.onbuild
	step.instruction.kw in {"ONBUILD", "FROM", "MAINTAINER"}
	finding := {
		"check": "onbuild",
		"message": sprintf("ONBUILD cannot trigger %s", [step.instruction.kw]),
		"at": step.instruction.loc,
		"term": step.instruction.kw,
	}
}

unknown contains finding if {
	some step in lib.steps
	step.instruction.run.parse == "partial"
	finding := {
		"check": "script",
		"message": "the script cannot be read as a whole: rules about commands did not see all of it",
		"at": step.instruction.loc,
	}
}
