# METADATA
# title: Files and accounts are not open to everybody
# description: No file that all may write, no new setuid program, no account with a fixed or empty password.
# custom:
#   code: DKF-041
#   severity: high
#   needs: [dockerfile]
#   remediation: Give the service's user what it needs, and nothing to the others.
#   rationale: A file that everybody may write lets any process change what others run.
#   checks:
#     mode: {aliases: [CIS-4.8, CIS-DI-0008]}
#     password: {aliases: [CKV2_DOCKER_17]}
package std.dockerfile.weak_permissions

import data.std.lib.dockerfile as lib

# Modes that let others write or run with the owner's rights; the sticky bit makes a folder safe.
reason(mode) := concat(", and ", sort(weak_texts(mode))) if count(weak_texts(mode)) > 0

weak_texts(mode) := array.concat(
	[text | some text in ["everybody may write it"]; writable(mode)],
	[text | some text in ["it runs with its owner's rights"]; setuid(mode)],
)

writable(mode) if regex.match(`^0?[0246]?[0-7][0-7][2367]$`, mode)

writable(mode) if {
	regex.match(`(^|,)(a|o|ugo|go|uo)?[+=][rxX]*w`, mode)
	not regex.match(`(^|,)\+[rxX]*w`, mode)
	not contains(mode, "t")
}

setuid(mode) if regex.match(`^0?[2467][0-7][0-7][0-7]$`, mode)

setuid(mode) if regex.match(`(^|,)[ugoa]*[+=][rwxX]*s`, mode)

deny contains finding if {
	some found in lib.commands
	found.command.name == "chmod"
	lib.ships(found.document, found.stage)
	mode := mode_of(found.command)
	not temporary(found)
	text := reason(mode)
	finding := {
		"check": "mode",
		"message": sprintf("mode %s: %s", [mode, text]),
		"at": lib.place(found),
		"term": lib.line(found.command),
		"evidence": {"mode": mode},
	}
}

# A folder of mktemp's is nobody else's before and gone afterwards.
temporary(found) if {
	targets := array.slice(found.command.args, 1, count(found.command.args))
	count(targets) > 0
	every target in targets {
		variable := trim(target, "\"${}")
		target != variable
		regex.match(sprintf(`(^|[^A-Za-z0-9_])%s=["']?(\$\(|\x60)\s*mktemp`, [variable]), found.instruction.raw)
	}
}

# A mode may look like a flag: `chmod -R 777 x`, but also `chmod +s x`.
mode_of(command) := command.args[0]

deny contains finding if {
	some step in lib.steps
	step.instruction.kw in {"COPY", "ADD"}
	lib.ships(step.document, step.stage)
	some flag in step.instruction.flags
	flag.name == "chmod"
	text := reason(flag.value)
	finding := {
		"check": "mode",
		"message": sprintf("mode %s: %s", [flag.value, text]),
		"at": step.instruction.loc,
		"term": step.instruction.copy.dest,
		"evidence": {"mode": flag.value},
	}
}

deny contains finding if {
	some found in lib.commands
	weakens(found.command)
	finding := {
		"check": "password",
		"message": sprintf("`%s` gives an account a password that everybody with the image knows", [found.command.name]),
		"at": lib.place(found),
		"term": found.command.name,
	}
}

weakens(command) if command.name == "chpasswd"

weakens(command) if {
	command.name == "passwd"
	lib.flagged(command, {"d", "delete"})
}
