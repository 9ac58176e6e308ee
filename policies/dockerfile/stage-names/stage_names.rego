# METADATA
# title: Stages have names of their own
# description: A name that is used twice, or that means something else, leads COPY --from and FROM astray.
# custom:
#   code: DKF-047
#   severity: low
#   needs: [dockerfile]
#   remediation: Give every stage its own name, in lower case.
#   rationale: Files come from another stage than the reader believes.
#   checks:
#     duplicate: {aliases: [DL3024, DS-0012, CKV_DOCKER_11, DuplicateStageName]}
#     reserved: {aliases: [DL3063, ReservedStageName]}
#     casing: {aliases: [StageNameCasing]}
package std.dockerfile.stage_names

import data.std.lib.dockerfile as lib

# The name as it was written: the document has it in lower case.
written(stage) := stage.instr[0].args[2]

deny contains finding if {
	some document in lib.documents
	some stage in document.stages
	is_string(stage.name)
	some other in document.stages
	other.index < stage.index
	other.name == stage.name
	finding := {
		"check": "duplicate",
		"message": sprintf("stage `%s` exists already, in line %d", [stage.name, other.loc.line]),
		"at": stage.instr[0].loc,
		"term": stage.name,
	}
}

deny contains finding if {
	some found in lib.stages
	found.stage.name in {"scratch", "context"}
	finding := {
		"check": "reserved",
		"message": sprintf("`%s` means something else already", [found.stage.name]),
		"at": found.stage.instr[0].loc,
		"term": found.stage.name,
	}
}

deny contains finding if {
	some found in lib.stages
	name := written(found.stage)
	lower(name) != name
	finding := {
		"check": "casing",
		"message": sprintf("stage `%s` is written in lower case elsewhere", [name]),
		"at": found.stage.instr[0].loc,
		"term": name,
	}
}
