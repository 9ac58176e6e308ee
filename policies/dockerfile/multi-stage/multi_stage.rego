# METADATA
# title: What builds the software stays out of the image
# description: A single stage that compiles or bundles ships its compilers, sources and caches.
# custom:
#   code: DKF-019
#   severity: medium
#   needs: [dockerfile]
#   remediation: Build in a stage of its own and COPY --from it what the image needs.
#   rationale: Build tools make the image larger and give an attacker a workshop.
#   seed: ["3.1", "8.1", "9.4"]
#   params:
#     build_commands:
#       description: Patterns (RE2) of commands that build software, matched against the command line.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["^go (build|install)", "^(mvn|mvnw|./mvnw|gradle|gradlew|./gradlew) ", "^cargo (build|install)", "^(npm|pnpm|yarn) (run )?build", "^make( |$)", "^(gcc|g\\+\\+|cc|clang) ", "^dotnet (build|publish)", "^(tsc|webpack|vite build)", "^cmake "]
package std.dockerfile.multi_stage

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/multi-stage"]

any_build := concat("|", [sprintf("(?:%s)", [pattern]) | some pattern in params.build_commands])

builds(command) if {
	count(params.build_commands) > 0
	regex.match(any_build, lib.line(command))
}

deny contains finding if {
	some document in lib.documents
	count(document.stages) == 1
	some instruction in document.stages[0].instr
	not cleans_up(instruction)
	commands := [command | some command in instruction.run.commands; builds(command)]
	count(commands) > 0
	finding := {
		"message": sprintf("`%s` builds software in the stage that becomes the image", [concat(" ", commands[0].argv)]),
		"at": commands[0].loc,
		"term": commands[0].name,
		"evidence": {"command": concat(" ", commands[0].argv)},
	}
}

# The same RUN removes its build tools again: they are no part of the layer.
cleans_up(instruction) if {
	some command in instruction.run.commands
	command.name in {"apk", "apt-get", "apt", "yum", "dnf", "microdnf", "zypper"}
	some word in command.args
	word in {"del", "purge", "autoremove", "remove", "erase"}
}
