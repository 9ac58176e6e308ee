# METADATA
# title: Variables are declared before they are used
# description: A variable that nobody set is empty, and the instruction means something else.
# custom:
#   code: DKF-049
#   severity: medium
#   needs: [dockerfile]
#   remediation: Declare it with ARG in the stage, and give arguments before FROM a default.
#   rationale: A command that removes a folder below an empty prefix removes another folder.
#   checks:
#     undeclared: {aliases: [UndefinedVar]}
#     from: {aliases: [UndefinedArgInFrom]}
#     default: {aliases: [InvalidDefaultArgInFrom]}
#     self: {aliases: [DL3044, UndefinedVar]}
package std.dockerfile.undefined_var

import data.std.lib.dockerfile as lib

# Bases that set nothing but PATH: on others a variable may well come from the image.
bare(from) if from.resolved == "scratch"

bare(from) if lib.image_name(from) in {"docker.io/library/alpine", "docker.io/library/debian", "docker.io/library/ubuntu", "docker.io/library/busybox", "docker.io/library/fedora"}

# The only variable that such a base has: HOME and the like are for processes, not for instructions.
predefined := {"PATH"}

# The ENV sets it itself: the checks below say so.
own(instruction, name) if {
	instruction.kw == "ENV"
	some pair in instruction.kv
	pair.k == name
}

# What instructions before this one declare, and the ARG itself, whose later words see the earlier ones.
declared(document, stage, instruction) := {pair.k |
	some link in lib.base_chain(document, stage)
	some other in link.instr
	other.kw in {"ARG", "ENV"}
	earlier(other, instruction)
	some pair in other.kv
}

earlier(other, instruction) if other.loc.line < instruction.loc.line

earlier(other, instruction) if {
	other.kw == "ARG"
	other.loc.line == instruction.loc.line
}

# Names without a value, and those that a modifier gives one: `${name:-value}` is no declaration either.
unresolved(instruction) := ({name | some name in instruction.unresolved} | {name | some pair in instruction.kv; some name in pair.unresolved}) | modified(instruction.text)

modified(text) := {match[1] | some match in regex.find_all_string_submatch_n(`(?:^|[^\\])\$\{([A-Za-z_][A-Za-z0-9_]*):?[-+?]`, text, -1)} if not contains(text, "'")

modified(text) := set() if contains(text, "'")

deny contains finding if {
	some step in lib.steps
	step.instruction.kw in {"ADD", "COPY", "ENV", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR", "ARG"}
	bare(lib.base_image(step.document, step.stage))
	some name in unresolved(step.instruction)
	not step.onbuild
	not own(step.instruction, name)
	not name in declared(step.document, step.stage, step.instruction)
	not name in predefined
	finding := {
		"check": "undeclared",
		"message": sprintf("nothing sets `$%s`", [name]),
		"at": step.instruction.loc,
		"term": name,
	}
}

platform := {"TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT"}

global_defaults(document) := {pair.k: pair.v |
	some instruction in document.globalArgs
	instruction.kw == "ARG"
	some pair in instruction.kv
}

deny contains finding if {
	some document in lib.documents
	some stage in document.stages
	some name in ({name | some name in stage.from.unresolved} | modified(stage.from.raw))
	not lib.fragment(document)
	name != "FROM"
	not name in object.keys(global_defaults(document))
	not name in platform
	finding := {
		"check": "from",
		"message": sprintf("nothing before FROM sets `$%s`", [name]),
		"at": stage.from.loc,
		"term": name,
	}
}

# What remains of a reference when its arguments have no value.
emptied(from) := regex.replace(from.raw, `\$(\{[A-Za-z0-9_]+\}|[A-Za-z0-9_]+)`, "")

deny contains finding if {
	some document in lib.documents
	some stage in document.stages
	some name in stage.from.unresolved
	is_null(global_defaults(document)[name])
	regex.match(`^$|[:@/]$|^[:@/]`, emptied(stage.from))
	finding := {
		"check": "default",
		"message": sprintf("without a default for `%s`, `%s` names no image", [name, stage.from.raw]),
		"at": stage.from.loc,
		"term": name,
	}
}

uses(pair, name) if name in pair.unresolved

uses(pair, name) if name in modified(pair.v)

set_before(document, stage, instruction, name) if {
	some link in lib.base_chain(document, stage)
	some other in link.instr
	other.kw in {"ENV", "ARG"}
	other.loc.line < instruction.loc.line
	some pair in other.kv
	pair.k == name
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "ENV"
	some pair in step.instruction.kv
	regex.match(`^[A-Za-z_][A-Za-z0-9_]*$`, pair.k)
	not pair.k in predefined
	some other in step.instruction.kv
	is_string(other.v)
	contains(other.v, "$")
	uses(other, pair.k)
	not set_before(step.document, step.stage, step.instruction, pair.k)
	pair.k != other.k
	finding := {
		"check": "self",
		"message": sprintf("`%s` is used in the ENV that sets it, where it has no value yet", [pair.k]),
		"at": other.loc,
		"term": pair.k,
	}
}

# `ENV PATH=$PATH:/x` extends what the base has; on a base that sets nothing there is nothing to extend.
deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "ENV"
	bare(lib.base_image(step.document, step.stage))
	some pair in step.instruction.kv
	regex.match(`^[A-Za-z_][A-Za-z0-9_]*$`, pair.k)
	not pair.k in predefined
	is_string(pair.v)
	uses(pair, pair.k)
	not set_before(step.document, step.stage, step.instruction, pair.k)
	finding := {
		"check": "undeclared",
		"message": sprintf("nothing sets `$%s` before this", [pair.k]),
		"at": pair.loc,
		"term": pair.k,
	}
}
