# METADATA
# title: The build context has an ignore file
# description: Where the whole context is copied, only an ignore file says what may not come along.
# custom:
#   code: CTX-001
#   severity: medium
#   needs: [context]
#   optional: [dockerfile]
#   remediation: Add a .dockerignore that names version control, dependencies, local settings and credentials.
#   rationale: What is not sent cannot leak.
#   seed: ["2.4"]
package std.context.ignore_file_present

import data.std.lib.context as contexts

deny contains finding if {
	some context in input.documents.context
	is_null(context.ignoreFile)
	contexts.taken_whole(context)
	finding := {
		"message": "the whole build context is copied, and it has no ignore file",
		"at": place(context),
		"term": object.get(context, "folder", context.uri),
	}
}

# The instruction that takes everything; without one, the file that should be there.
place(context) := instruction.loc if {
	all := [copied.instruction |
		some document in input.documents.dockerfile
		document.uri == context.dockerfile
		some copied in contexts.broad_copies(document)
	]
	instruction := all[0]
}

place(context) := {"uri": context.uri, "line": 1} if count([1 | some document in input.documents.dockerfile]) == 0

deny contains finding if {
	some context in input.documents.context
	is_string(context.ignoreFile)
	count(context.patterns) == 0
	finding := {
		"message": "the ignore file names nothing",
		"at": {"uri": context.ignoreFile, "line": 1},
		"term": context.ignoreFile,
	}
}
