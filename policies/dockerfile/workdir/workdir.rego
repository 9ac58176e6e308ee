# METADATA
# title: The working folder is set with WORKDIR
# description: Relative folders depend on the base image, and `cd` ends with its RUN.
# custom:
#   code: DKF-008
#   severity: low
#   needs: [dockerfile]
#   remediation: Set an absolute folder with WORKDIR.
#   rationale: Files land elsewhere as soon as the base changes.
#   seed: ["2.2"]
#   checks:
#     relative: {aliases: [DL3000, DS-0009, CKV_DOCKER_10, WorkdirRelativePath]}
#     cd: {aliases: [DL3003, DS-0013]}
package std.dockerfile.workdir

import data.std.lib.dockerfile as lib

absolute(path) if regex.match(`^(["']?[/$\\]|["']?[A-Za-z]:)`, path)

# Whether an earlier instruction of the chain has set an absolute folder.
grounded(_, stage, instruction) if {
	some other in stage.instr
	other.kw == "WORKDIR"
	other.loc.line < instruction.loc.line
	absolute(other.expanded[0])
}

grounded(document, stage, _) if {
	some link in lib.base_chain(document, stage)
	link.index != stage.index
	some other in link.instr
	other.kw == "WORKDIR"
	absolute(other.expanded[0])
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "WORKDIR"
	path := step.instruction.expanded[0]
	not absolute(path)
	not grounded(step.document, step.stage, step.instruction)
	finding := {
		"check": "relative",
		"message": sprintf("WORKDIR `%s` depends on the base image's own folder", [path]),
		"at": step.instruction.loc,
		"term": path,
	}
}

deny contains finding if {
	some found in lib.commands
	found.command.name == "cd"
	found.command.id == 0
	count(found.command.scope) == 0
	not lib.windows(found.stage)
	count(found.command.args) > 0
	finding := {
		"check": "cd",
		"message": sprintf("`cd %s` ends with this RUN; WORKDIR stays", [concat(" ", found.command.args)]),
		"at": lib.place(found),
		"term": concat(" ", found.command.args),
	}
}
