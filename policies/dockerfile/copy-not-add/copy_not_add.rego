# METADATA
# title: COPY copies, ADD unpacks and downloads
# description: ADD of an ordinary file does what COPY does, until the file is an archive.
# custom:
#   code: DKF-036
#   severity: low
#   needs: [dockerfile]
#   remediation: Use COPY for files and folders, and ADD for archives that are to be unpacked.
#   rationale: ADD unpacks and downloads by itself, which nobody sees in the instruction.
#   checks:
#     add: {aliases: [DL3020, DS-0005, CKV_DOCKER_4, CIS-4.9, CIS-DI-0009]}
#     unpack: {aliases: [DL3010]}
package std.dockerfile.copy_not_add

import data.std.lib.dockerfile as lib

archive := `(?i)\.(tar|gz|bz2|xz|zst|z|tgz|tbz|tbz2|txz|tlz|lz|lzma)["']?$`

remote(source) if regex.match(`(?i)^["']?(https?|ftp|git|ssh)://|^git@|\.git(#|$)`, source)

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "ADD"
	count(step.instruction.heredocs) == 0
	plain := [source |
		some source in step.instruction.copy.srcs
		not remote(source)
		not regex.match(archive, source)
		not contains(source, "$")
	]
	count(plain) > 0
	finding := {
		"check": "add",
		"message": sprintf("ADD of %s does no more than COPY", [lib.listed(plain)]),
		"at": step.instruction.loc,
		"term": concat(" ", plain),
		"fix": {"description": "write COPY", "edits": [{"at": step.instruction.loc, "find": step.instruction.written, "replace": "COPY"}]},
	}
}

base(path) := trim(parts[count(parts) - 1], `"'`) if parts := split(trim_suffix(path, "/"), "/")

unpacks(command, name) if {
	command.name in {"tar", "bsdtar"}
	contains(lib.line(command), name)
	regex.match(`(^| )(-[a-zA-Z]*x|x[a-zA-Z]*f|--extract|--get)`, lib.line(command))
}

unpacks(command, name) if {
	command.name in {"gunzip", "bunzip2", "unxz", "unlzma", "zcat", "gzcat", "uncompress", "unzstd"}
	contains(lib.line(command), name)
}

deny contains finding if {
	some found in lib.stages
	some at, instruction in found.stage.instr
	instruction.kw == "COPY"
	is_null(instruction.copy.from)
	some source in instruction.copy.srcs
	regex.match(archive, source)
	some later, step in found.stage.instr
	later > at
	some command in step.run.commands
	unpacks(command, base(unpacked(instruction, source)))
	finding := {
		"check": "unpack",
		"message": sprintf("ADD would unpack `%s` in one step, without the archive in a layer", [source]),
		"at": instruction.loc,
		"term": source,
	}
}

# The archive's name after the copy.
unpacked(instruction, source) := source if endswith(instruction.copy.dest, "/")

unpacked(instruction, source) := source if not regex.match(archive, instruction.copy.dest)

unpacked(instruction, _) := instruction.copy.dest if regex.match(archive, instruction.copy.dest)
