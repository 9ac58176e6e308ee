# METADATA
# title: The build copies what it needs, not everything
# description: COPY of a whole context brings along what the ignore file does not name.
# custom:
#   code: DKF-014
#   severity: medium
#   needs: [dockerfile]
#   optional: [context]
#   remediation: Copy the folders that the image needs, or make the ignore file list what may not come along.
#   rationale: Version control, local settings and credentials lie beside the code.
#   seed: ["2.4", "5.1"]
#   params:
#     required_ignores:
#       description: Paths that must be ignored before everything may be copied.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [.git, .env]
package std.dockerfile.broad_copy

import data.std.lib.context as contexts
import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/broad-copy"]

broad := {".", "./", "*", "./*", "/"}

# Paths that no context of the Dockerfile keeps out.
missing(document) := {path |
	some path in params.required_ignores
	count([context | some context in contexts.of(document); contexts.ignored(context, path)]) == 0
}

severity(stage) := "info" if not stage.final

severity(stage) := "medium" if stage.final

deny contains finding if {
	some document in lib.documents
	some stage in document.stages
	some instruction in stage.instr
	instruction.kw in {"COPY", "ADD"}
	is_null(instruction.copy.from)
	some source in instruction.copy.srcs
	source in broad
	paths := missing(document)
	count(paths) > 0
	finding := {
		"message": sprintf("%s `%s` takes the whole build context, and %s not ignored", [instruction.kw, source, listed(paths)]),
		"at": instruction.loc,
		"severity": severity(stage),
		"evidence": {"notIgnored": sort(paths)},
	}
}

listed(paths) := sprintf("`%s` is", [concat("", paths)]) if count(paths) == 1

listed(paths) := sprintf("`%s` are", [concat("`, `", sort(paths))]) if count(paths) > 1
