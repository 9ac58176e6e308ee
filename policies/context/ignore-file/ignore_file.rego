# METADATA
# title: The build context has an ignore file
# description: Without one the whole folder is sent to the builder and is there for every COPY.
# custom:
#   code: CTX-001
#   severity: medium
#   needs: [context]
#   remediation: Add a .dockerignore that names version control, dependencies, local settings and credentials.
#   rationale: What is not sent cannot leak.
#   seed: ["2.4"]
package std.context.ignore_file

deny contains finding if {
	some context in input.documents.context
	is_null(context.ignoreFile)
	finding := {
		"message": "the build context has no ignore file",
		"at": {"uri": context.uri, "line": 1},
		"term": context.uri,
	}
}

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
