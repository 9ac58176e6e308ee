# METADATA
# title: COPY copies what it says, where it says
# description: Sources exist, stages exist, and destinations mean the same on every base.
# custom:
#   code: DKF-048
#   severity: medium
#   needs: [dockerfile]
#   optional: [context]
#   remediation: Name a stage that stands before, end folders with a slash, and set WORKDIR before relative destinations.
#   rationale: A copy that misses its place breaks the image, or leaves old files in it.
#   seed: ["2.2"]
#   checks:
#     folder: {aliases: [DL3021, DS-0011]}
#     unknown-stage: {aliases: [DL3022]}
#     itself: {aliases: [DL3023, DS-0006]}
#     relative: {aliases: [DL3045]}
#     ignored: {aliases: [CopyIgnoredFile]}
package std.dockerfile.copy_valid

import data.std.lib.context as contexts
import data.std.lib.dockerfile as lib

copies := [step | some step in lib.steps; step.instruction.kw in {"COPY", "ADD"}]

unquoted(path) := trim(path, `"'`)

deny contains finding if {
	some step in copies
	count(step.instruction.copy.srcs) > 1
	dest := unquoted(step.instruction.copy.dest)
	not regex.match(`[/\\]$|^\.{1,2}$|\$`, dest)
	finding := {
		"check": "folder",
		"message": sprintf("several files go to `%s`, which does not end with a slash", [dest]),
		"at": step.instruction.loc,
		"term": dest,
	}
}

# Names of stages that stand before.
before(document, stage) := {other.name | some other in document.stages; other.index < stage.index; is_string(other.name)}

deny contains finding if {
	some step in copies
	from := step.instruction.copy.from
	is_string(from)
	not regex.match(`[:/@.$]`, from)
	not lower(from) in before(step.document, step.stage)
	not known_index(step.stage, from)
	lower(from) != step.stage.name
	finding := {
		"check": "unknown-stage",
		"message": sprintf("no stage before is called `%s`, so an image of that name is meant", [from]),
		"at": step.instruction.loc,
		"term": from,
	}
}

known_index(stage, from) if {
	regex.match(`^[0-9]+$`, from)
	to_number(from) < stage.index
}

itself(stage, from) if lower(from) == stage.name

itself(stage, from) if sprintf("%d", [stage.index]) == from

deny contains finding if {
	some step in copies
	from := step.instruction.copy.from
	itself(step.stage, from)
	finding := {
		"check": "itself",
		"message": sprintf("`%s` is the stage that is being built", [from]),
		"at": step.instruction.loc,
		"term": from,
	}
}

absolute(path) if regex.match(`^[/$\\]|^[A-Za-z]:|^%`, path)

workdir_before(document, stage, instruction) if {
	some link in lib.base_chain(document, stage)
	some other in link.instr
	other.kw == "WORKDIR"
	not other.loc.line > instruction.loc.line
}

deny contains finding if {
	some step in copies
	step.instruction.kw == "COPY"
	dest := unquoted(step.instruction.copy.dest)
	dest != ""
	not absolute(dest)
	not workdir_before(step.document, step.stage, step.instruction)
	finding := {
		"check": "relative",
		"message": sprintf("`%s` is relative, and no WORKDIR is set", [dest]),
		"at": step.instruction.loc,
		"term": dest,
	}
}

deny contains finding if {
	some step in copies
	is_null(step.instruction.copy.from)
	some source in step.instruction.copy.srcs
	not regex.match(`^[a-z]+://|\$|[*?\[]|^\.?/?$`, source)
	some context in contexts.of(step.document)
	contexts.ignored(context, source)
	finding := {
		"check": "ignored",
		"message": sprintf("`%s` is kept out by the ignore file, so the build fails", [source]),
		"at": step.instruction.loc,
		"term": source,
	}
}
