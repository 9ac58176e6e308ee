# METADATA
# title: Files are removed where they were added
# description: A later layer only hides a file. It is still in the image for everybody who looks.
# custom:
#   code: DKF-029
#   severity: high
#   needs: [dockerfile]
#   remediation: Add and remove it in the same RUN, or mount it with `RUN --mount=type=bind` or `type=secret`.
#   rationale: Every layer can be taken out of the image by itself.
#   seed: ["5.3", "6.2", "6.3"]
package std.dockerfile.removed_too_late

import data.std.lib.dockerfile as lib
import data.std.lib.secrets
import data.std.lib.taint

severity(path) := "high" if secrets.secret_file(secrets.secret_globs, secrets.allow_globs, path)

severity(path) := "info" if not secrets.secret_file(secrets.secret_globs, secrets.allow_globs, path)

deny contains finding if {
	some found in lib.stages
	lib.ships(found.document, found.stage)
	some at, instruction in found.stage.instr
	instruction.kw in {"COPY", "ADD"}
	some path in taint.placed(instruction)
	some later, step in found.stage.instr
	later > at
	some command in step.run.commands
	command.name in {"rm", "shred", "unlink"}
	some target in command.args
	taint.covers(target, path)
	target != "."
	finding := {
		"message": sprintf("`%s` is removed here, but stays in the layer of line %d", [path, instruction.loc.line]),
		"at": [object.get(command, "loc", step.loc), instruction.loc],
		"term": path,
		"severity": severity(path),
	}
}
