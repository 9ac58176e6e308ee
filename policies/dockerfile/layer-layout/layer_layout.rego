# METADATA
# title: Layers are laid out for the cache
# description: What changes rarely comes first, and one step is one layer.
# custom:
#   code: DKF-013
#   severity: info
#   needs: [dockerfile]
#   remediation: Join RUNs that belong together, copy manifests before the sources, and set owners with `COPY --chown`.
#   rationale: A cache that never hits makes builds slow; files that are changed in a later layer are stored twice.
#   seed: ["2.2", "2.3", "3.2", "6.1"]
#   params:
#     max_consecutive_run:
#       description: How many RUN instructions may follow one another.
#       schema: {type: integer, minimum: 1}
#       merge: min
#       default: 3
#   checks:
#     consecutive-run: {aliases: [DL3059]}
#     copy-before-install: {}
#     chown-later: {}
package std.dockerfile.layer_layout

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/layer-layout"]

shipped := [found | some found in lib.stages; lib.ships(found.document, found.stage)]

plain_run(instruction) if {
	instruction.kw == "RUN"
	count(instruction.heredocs) == 0
	count(instruction.flags) == 0
}

# How many plain RUNs end at an index without anything between them.
run_length(stage, index) := index - last_other if {
	others := [at | some at, instruction in stage.instr; at <= index; not plain_run(instruction)]
	last_other := lib.last(others, -1)
}

deny contains finding if {
	some found in shipped
	some index, instruction in found.stage.instr
	plain_run(instruction)
	run_length(found.stage, index) > params.max_consecutive_run
	finding := {
		"check": "consecutive-run",
		"message": sprintf("more than %d RUN instructions follow one another", [params.max_consecutive_run]),
		"at": instruction.loc,
	}
}

broad := {".", "./", "*", "./*", "/"}

installs := {"npm": {"ci", "install", "i"}, "yarn": {"install"}, "pnpm": {"install", "i"}, "pip": {"install"}, "pip3": {"install"}, "bundle": {"install"}, "composer": {"install"}, "go": {"download"}, "poetry": {"install"}}

deny contains finding if {
	some found in lib.stages
	some at, instruction in found.stage.instr
	instruction.kw in {"COPY", "ADD"}
	is_null(instruction.copy.from)
	some source in instruction.copy.srcs
	source in broad
	some later, step in found.stage.instr
	later > at
	some command in step.run.commands
	some word in command.args
	word in installs[command.name]
	not copied_before(found.stage, at)
	finding := {
		"check": "copy-before-install",
		"message": sprintf("every change of any file makes `%s` run again", [lib.line(command)]),
		"at": instruction.loc,
		"term": lib.line(command),
	}
}

# Manifests were copied before everything else.
copied_before(stage, at) if {
	some earlier, instruction in stage.instr
	earlier < at
	instruction.kw in {"COPY", "ADD"}
	is_null(instruction.copy.from)
}

copied_to(instruction) := trim_suffix(instruction.copy.dest, "/")

deny contains finding if {
	some found in shipped
	some at, instruction in found.stage.instr
	instruction.kw in {"COPY", "ADD"}
	startswith(instruction.copy.dest, "/")
	some later, step in found.stage.instr
	later > at
	some command in step.run.commands
	command.name == "chown"
	lib.flagged(command, {"R", "recursive"})
	some path in array.slice(command.args, 1, count(command.args))
	trim_suffix(path, "/") == copied_to(instruction)
	finding := {
		"check": "chown-later",
		"message": sprintf("`%s` stores every file of `%s` a second time", [lib.line(command), path]),
		"at": object.get(command, "loc", step.loc),
		"term": path,
	}
}
