# METADATA
# title: The image has production dependencies only
# description: Test runners and bundlers are many packages that never run in production.
# custom:
#   code: DKF-023
#   severity: low
#   needs: [dockerfile]
#   remediation: Install with `npm ci --omit=dev`, or prune before the modules are copied.
#   rationale: Most known vulnerabilities of an application are in tools that only developers need.
#   seed: ["3.2"]
package std.dockerfile.no_dev_deps

import data.std.lib.dockerfile as lib

tools := {"npm", "yarn", "pnpm"}

words := {"ci", "install", "i"}

# An install of everything, development dependencies included.
full_install(stage, command) if {
	command.name in tools
	some word in command.args
	word in words
	count(command.args) == 1
	not lib.flagged(command, {"omit", "production", "only", "prod", "P", "g", "global"})
	not production(stage, command)
}

production(stage, _) if stage.effective.env.NODE_ENV == "production"

production(_, command) if {
	some assignment in command.assign
	assignment.name == "NODE_ENV"
	assignment.value == "production"
}

# Afterwards something removes them again.
pruned(stage) if {
	some instruction in stage.instr
	some command in instruction.run.commands
	command.name in tools
	some word in command.args
	word in {"prune", "production-deps"}
}

pruned(stage) if {
	some instruction in stage.instr
	some command in instruction.run.commands
	command.name in tools
	lib.flagged(command, {"omit", "production", "prod"})
}

pruned(stage) if {
	some instruction in stage.instr
	some command in instruction.run.commands
	command.name == "rm"
	regex.match(`node_modules`, lib.line(command))
}

deny contains finding if {
	some found in lib.commands
	lib.ships(found.document, found.stage)
	full_install(found.stage, found.command)
	not pruned(found.stage)
	finding := {
		"message": sprintf("`%s` puts development dependencies into the image", [lib.line(found.command)]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}

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
	lib.ships(step.document, step.stage)
	source := source_stage(step.document, step.instruction.copy.from)
	some path in step.instruction.copy.srcs
	contains(path, "node_modules")
	some link in lib.base_chain(step.document, source)
	some instruction in link.instr
	some command in instruction.run.commands
	full_install(link, command)
	not pruned(source)
	finding := {
		"message": sprintf("`%s` comes from a stage that installs development dependencies", [path]),
		"at": step.instruction.loc,
		"term": path,
		"evidence": {"command": lib.line(command)},
	}
}
