# METADATA
# title: CMD and ENTRYPOINT are written in exec form
# description: In shell form a shell stands between the runtime and the program, and signals stop there.
# custom:
#   code: DKF-025
#   severity: medium
#   needs: [dockerfile]
#   aliases: [DL3025, JSONArgsRecommended]
#   remediation: Write a JSON array, such as `CMD ["node", "server.js"]`.
#   rationale: The program never hears that it should stop, and is killed in the middle of its work.
#   seed: ["3.2", "4.3"]
package std.dockerfile.exec_form

import data.std.lib.dockerfile as lib

bare(from) if regex.match(`^scratch$|distroless|chainguard/static`, from.resolved)

meaning(step) := sprintf("%s is in shell form, and the base has no shell", [step.instruction.kw]) if {
	bare(lib.base_image(step.document, step.stage))
}

default meaning(_) := ""

# Whoever writes SHELL before it wants a shell.
shell_chosen(step) if {
	some link in lib.base_chain(step.document, step.stage)
	some other in link.instr
	other.kw == "SHELL"
	other.loc.line < step.instruction.loc.line
}

message(step) := text if {
	text := meaning(step)
	text != ""
}

message(step) := sprintf("%s is in shell form: a shell swallows the signals", [step.instruction.kw]) if meaning(step) == ""

deny contains finding if {
	some step in lib.steps
	step.instruction.kw in {"CMD", "ENTRYPOINT"}
	step.instruction.cmd.form == "shell"
	not shell_chosen(step)
	not lib.windows(step.stage)
	finding := {
		"message": message(step),
		"at": step.instruction.loc,
		"term": step.instruction.text,
		"fix": fix(step.instruction),
	}
}

# Only commands whose words mean the same without a shell can be rewritten.
fix(instruction) := {"description": "write it in exec form", "edits": [{"at": instruction.loc, "replace": sprintf("%s %s", [instruction.written, json.marshal(split(instruction.text, " "))])}]} if {
	regex.match(`^[A-Za-z0-9_./=:@%+-]+( [A-Za-z0-9_./=:@%+-]+)*$`, instruction.text)
}

default fix(_) := null
