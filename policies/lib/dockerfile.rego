# METADATA
# title: Dockerfiles, as rules ask about them
# description: Shared helpers over documents of the kind `dockerfile`. Lists, not sets, where the elements are large.
package std.lib.dockerfile

import data.std.lib.globs

# Every Dockerfile of the subject. One without FROM is judged as a single stage: what can be judged is judged.
documents := [judged(document) | some document in input.documents.dockerfile]

judged(document) := document if not fragment(document)

judged(document) := object.union(document, {"stages": [loose(document)]}) if fragment(document)

fragment(document) if {
	count(document.stages) == 0
	count(document.globalArgs) > 0
}

# The stage that instructions without FROM make up: on an image that nobody knows.
loose(document) := {
	"index": 0,
	"name": null,
	"final": true,
	"reachable": true,
	"platform": null,
	"baseStage": null,
	"ancestors": [],
	"loc": document.globalArgs[0].loc,
	"from": {
		"raw": "",
		"resolved": "",
		"unresolved": ["FROM"],
		"registry": null,
		"repository": null,
		"tag": null,
		"digest": null,
		"stage": null,
		"use": "from",
		"loc": document.globalArgs[0].loc,
	},
	"instr": document.globalArgs,
	"effective": {
		"user": last_argument(document, "USER"),
		"env": {pair.k: pair.v | some instruction in document.globalArgs; instruction.kw == "ENV"; some pair in last_pairs(instruction)},
		"workdir": last_argument(document, "WORKDIR"),
		"expose": [],
		"cmd": last_command(document, "CMD"),
		"entrypoint": last_command(document, "ENTRYPOINT"),
		"shell": last_shell(document),
		"healthcheck": null,
	},
}

# Of several values for one name the last one counts.
last_pairs(instruction) := [pair |
	some index, pair in instruction.kv
	count([later | some at, later in instruction.kv; at > index; later.k == pair.k]) == 0
	not is_null(pair.v)
]

last_argument(document, keyword) := last(found, null) if {
	found := [instruction.expanded[0] | some instruction in document.globalArgs; instruction.kw == keyword]
}

last_command(document, keyword) := last(found, null) if {
	found := [instruction.cmd | some instruction in document.globalArgs; instruction.kw == keyword]
}

last_shell(document) := last(found, null) if {
	found := [instruction.cmd.argv | some instruction in document.globalArgs; instruction.kw == "SHELL"]
}

# The last element of a list, or a stand-in.
last(list, _) := list[count(list) - 1] if count(list) > 0

last(list, otherwise) := otherwise if count(list) == 0

# Every stage with the document it stands in.
stages := [{"document": document, "stage": stage} |
	some document in documents
	some stage in document.stages
]

# The stages that become images.
final_stages := [found.stage | some found in stages; found.stage.final]

# Image references that name an image of a registry: no stages, no `scratch`.
image_refs contains ref if {
	some document in documents
	some ref in document.refs
	is_null(ref.stage)
	ref.repository != "library/scratch"
	ref.resolved != "scratch"
}

# References that are the base of a stage, or that files are copied from.
base_refs contains ref if {
	some ref in image_refs
	ref.use != "syntax"
}

# `docker.io/library/node:24`, however it was written.
image_name(ref) := sprintf("%s/%s", [ref.registry, ref.repository])

# The instructions of a stage with a keyword.
instructions(stage, keyword) := [instruction |
	some instruction in stage.instr
	instruction.kw == keyword
]

# The last instruction of a stage with a keyword.
last_instruction(stage, keyword) := found if {
	all := instructions(stage, keyword)
	found := all[count(all) - 1]
}

# Every instruction with its place; the trigger of an ONBUILD counts as an instruction of its own.
steps := array.concat(
	[{"document": found.document, "stage": found.stage, "instruction": instruction, "onbuild": false} |
		some found in stages
		some instruction in found.stage.instr
		instruction.kw != "ONBUILD"
	],
	[{"document": found.document, "stage": found.stage, "instruction": instruction.trigger, "onbuild": true} |
		some found in stages
		some instruction in found.stage.instr
		instruction.kw == "ONBUILD"
	],
)

# Arguments before the first FROM, which belong to no stage.
global_args := [{"document": document, "instruction": instruction} |
	some document in documents
	not fragment(document)
	some instruction in document.globalArgs
]

# Every command of every RUN.
commands := [{"document": step.document, "stage": step.stage, "instruction": step.instruction, "command": command} |
	some step in steps
	some command in step.instruction.run.commands
]

# For each stage the stage that it is built from, if that is one of this file.
base_edges(document) := {index: edges |
	index := document.stages[_].index
	edges := {stage.baseStage | some stage in document.stages; stage.index == index; is_number(stage.baseStage)}
}

# The stages that a stage is built from by FROM, itself included: what they set ends up in it.
base_chain(_, stage) := [stage] if not is_number(stage.baseStage)

base_chain(document, stage) := [link |
	reached := graph.reachable(base_edges(document), {stage.index})
	some link in document.stages
	link.index in reached
] if {
	is_number(stage.baseStage)
}

# The image that a chain of stages begins with.
base_image(document, stage) := link.from if {
	some link in base_chain(document, stage)
	not is_number(link.baseStage)
}

# Indexes of the stages whose layers end up in an image, by Dockerfile.
shipped_indexes[uri] := indexes if {
	some document in documents
	uri := object.get(document, "uri", "")
	indexes := {link.index |
		some stage in document.stages
		stage.final
		some link in base_chain(document, stage)
	}
}

# Whether the layers of a stage end up in an image: it is the final one, or a final one is built from it.
ships(document, stage) if stage.index in shipped_indexes[object.get(document, "uri", "")]

# What RUN instructions install, remove or update.
packages := [{"document": step.document, "stage": step.stage, "instruction": step.instruction, "pkg": pkg, "command": command} |
	some step in steps
	some pkg in step.instruction.run.facts.pkg
	command := step.instruction.run.commands[pkg.cmd]
]

# Stages on Windows: other paths, shells and package managers. PowerShell's own name, `pwsh`, is at home on Linux as well.
windows(stage) if regex.match(`(?i)windows|nanoserver|servercore`, stage.from.resolved)

windows(stage) if regex.match(`(?i)(cmd|powershell)(\.exe)?$`, stage.effective.shell[0])

# Whether a text matches one of some globs; `*` does not stop at slashes.
matches_any(list, text) if globs.any(list, text)

# Whether a fix may touch a script: only one that was understood as a whole.
mendable(found) if found.instruction.run.parse == "ok"

# The place of a command, or of its instruction where the command's own is not known.
place(found) := object.get(found.command, "loc", found.instruction.loc)

# A command as one line.
line(command) := concat(" ", command.argv)

# Whether a command has one of some flags.
flagged(command, names) if {
	some flag in command.flags
	flag in names
}

# `a`, `b` and `c` for messages.
listed(names) := concat(", ", [sprintf("`%s`", [name]) | some name in sort(names)])
