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
	is_null(context.ignore)
	finding := {
		"message": sprintf("the build context `%s` has no ignore file", [context.uri]),
		"at": {"uri": context.uri, "line": 1},
		"term": context.uri,
	}
}

deny contains finding if {
	some context in input.documents.context
	is_object(context.ignore)
	count(context.ignore.patterns) == 0
	finding := {
		"message": "the ignore file names nothing",
		"at": {"uri": context.ignore.file, "line": 1},
		"term": context.ignore.file,
	}
}
