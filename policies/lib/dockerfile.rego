# METADATA
# title: Dockerfiles, as rules ask about them
# description: Shared helpers over documents of the kind `dockerfile`.
package std.lib.dockerfile

# Every Dockerfile of the subject.
documents contains document if some document in input.documents.dockerfile

# The stages that become images.
final_stages contains stage if {
	some document in documents
	some stage in document.stages
	stage.final
}

# Every stage with the document it stands in.
stages contains {"document": document, "stage": stage} if {
	some document in documents
	some stage in document.stages
}

# Image references that name an image of a registry: no stages, no `scratch`.
image_refs contains ref if {
	some document in documents
	some ref in document.refs
	is_null(ref.stage)
	ref.repository != "library/scratch"
	ref.resolved != "scratch"
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

# For each stage the stage that it is built from, if that is one of this file.
base_edges(document) := {stage.index: edges |
	some stage in document.stages
	edges := {stage.baseStage | is_number(stage.baseStage)}
}

# The stages that a stage is built from by FROM, itself included: what they set ends up in it.
base_chain(document, stage) := [link |
	reached := graph.reachable(base_edges(document), {stage.index})
	some link in document.stages
	link.index in reached
]

# The image that a chain of stages begins with.
base_image(document, stage) := link.from if {
	some link in base_chain(document, stage)
	not is_number(link.baseStage)
}

# What RUN instructions of a stage install, remove or update.
packages contains {"document": document, "stage": stage, "instruction": instruction, "pkg": pkg} if {
	some document in documents
	some stage in document.stages
	some instruction in stage.instr
	some pkg in instruction.run.facts.pkg
}

# Whether a text matches one of some globs; `*` does not stop at slashes.
matches_any(globs, text) if {
	some pattern in globs
	glob.match(pattern, null, text)
}
