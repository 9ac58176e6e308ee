# METADATA
# title: Secrets are mounted, and stay in their mount
# description: A secret reaches a RUN as a mount, and the RUN neither prints it nor writes it into the layer.
# custom:
#   code: DKF-030
#   severity: high
#   needs: [dockerfile]
#   remediation: Use `RUN --mount=type=secret,id=…,env=…`, and hand the secret to the tool that needs it, nothing else.
#   rationale: What is written into the layer or the build's log is as public as the image.
#   seed: ["5.3", "6.3"]
#   checks:
#     not-mounted: {}
#     stored: {}
#     printed: {}
#     variable: {aliases: [DS-0031]}
package std.dockerfile.secret_mount

import data.std.lib.dockerfile as lib
import data.std.lib.secrets
import data.std.lib.taint

secret_file(word) := path if {
	contains(word, "/run/secrets/")
	path := regex.find_n(`/run/secrets/[A-Za-z0-9_.-]+`, word, 1)[0]
}

# The file is there: as a secret, or in a folder that is mounted.
available(instruction, path) if {
	some mount in instruction.mounts
	taint.covers(object.get(mount, "target", "-"), path)
}

deny contains finding if {
	some found in lib.commands
	contains(found.instruction.raw, "/run/secrets/")
	some word in found.command.argv
	path := secret_file(word)
	not available(found.instruction, path)
	finding := {
		"check": "not-mounted",
		"message": sprintf("`%s` is used, but no secret is mounted there", [path]),
		"at": lib.place(found),
		"term": path,
	}
}

deny contains finding if {
	some found in lib.commands
	count(found.instruction.mounts) > 0
	target := taint.stores(found.instruction, found.command)
	finding := {
		"check": "stored",
		"message": sprintf("a secret is written into the layer, as `%s`", [target]),
		"at": lib.place(found),
		"term": target,
	}
}

# Text that goes nowhere but into the build's log.
printed(found) if {
	found.command.next != "|"
	count([redirection | some redirection in found.command.redir; redirection.op in {">", ">>"}]) == 0
	not "commandexpansion" in found.command.scope
}

deny contains finding if {
	some found in lib.commands
	count(found.instruction.mounts) > 0
	taint.secret_in(found.instruction, found.command)
	printed(found)
	finding := {
		"check": "printed",
		"message": sprintf("`%s` prints a secret into the log of the build", [found.command.name]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}

# Variables that ARG and ENV of the stage declare.
declared(stage) := {pair.k |
	some instruction in stage.instr
	instruction.kw in {"ARG", "ENV"}
	some pair in instruction.kv
}

deny contains finding if {
	some found in lib.commands
	some word in found.command.words
	some name in word.vars
	secrets.secret_name(name)
	name in declared(found.stage)
	not name in taint.mounted_names(found.instruction)
	finding := {
		"check": "variable",
		"message": sprintf("`%s` is a secret, and comes from ARG or ENV instead of a mount", [name]),
		"at": lib.place(found),
		"term": name,
	}
}
