# METADATA
# title: Build contexts, as rules ask about them
# description: Which ignore file counts for a Dockerfile, and what it keeps out.
package std.lib.context

# The contexts that a Dockerfile may be built in: those that name it, or all where none names one.
of(document) := found if {
	found := [context | some context in input.documents.context; context.dockerfile == document.uri]
	count(found) > 0
}

of(document) := [context | some context in input.documents.context] if {
	count([context | some context in input.documents.context; context.dockerfile == document.uri]) == 0
}

# Whether the ignore file keeps a path out: worked out by the adapter for common paths, otherwise by the last pattern that matches.
ignored(context, path) if context.probe[clean(path)] == true

ignored(context, path) if {
	not clean(path) in object.keys(context.probe)
	hits := [pattern.negated | some pattern in context.patterns; matches(pattern.pattern, clean(path))]
	count(hits) > 0
	hits[count(hits) - 1] == false
}

clean(path) := trim_suffix(trim_prefix(trim_prefix(path, "./"), "/"), "/")

# Patterns are rooted; a folder takes all that is in it along, and `**/` may stand for nothing.
matches(pattern, path) if {
	some form in [pattern, trim_prefix(pattern, "**/")]
	glob.match(sprintf("{%s,%s/**}", [form, form]), ["/"], path)
}

broad := {".", "./", "*", "./*", "/"}

# Instructions that take the whole context.
broad_copies(document) := [{"stage": stage, "instruction": instruction, "source": source} |
	some stage in document.stages
	some instruction in stage.instr
	instruction.kw in {"COPY", "ADD"}
	is_null(instruction.copy.from)
	some source in instruction.copy.srcs
	source in broad
]

# Whether something takes the whole of a context; where no Dockerfile is known, something may.
taken_whole(context) if {
	some document in input.documents.dockerfile
	document.uri == context.dockerfile
	count(broad_copies(document)) > 0
}

taken_whole(context) if {
	not is_string(object.get(context, "dockerfile", null))
	count([document | some document in input.documents.dockerfile]) == 0
}
