# METADATA
# title: The ignore file keeps credentials out
# description: Files that hold credentials are named by the ignore file before the whole context is copied.
# custom:
#   code: CTX-002
#   severity: high
#   needs: [context]
#   optional: [dockerfile]
#   remediation: Add patterns such as `**/.env*`, `**/*.pem` and `**/id_rsa`, and take examples back with `!**/.env.example`.
#   rationale: A file that is there by chance on one machine is in the image for ever.
#   seed: ["2.4"]
#   params:
#     probe_paths:
#       description: Paths that the ignore file must keep out.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [.env, .npmrc, .netrc, .aws/credentials, id_rsa, server.key]
package std.context.ignores_secrets

import data.std.lib.context as contexts

params := data.params["std/context/ignores-secrets"]

deny contains finding if {
	some context in input.documents.context
	is_string(context.ignoreFile)
	contexts.taken_whole(context)
	missing := sort([path | some path in params.probe_paths; not contexts.ignored(context, path)])
	count(missing) > 0
	finding := {
		"message": sprintf("the ignore file lets through: %s", [concat(", ", [sprintf("`%s`", [path]) | some path in missing])]),
		"at": {"uri": context.ignoreFile, "line": 1},
		"term": concat(" ", missing),
		"evidence": {"paths": missing},
		"fix": {"description": "name them", "edits": [{"at": {"uri": context.ignoreFile}, "append": sprintf("**/%s", [path])} | some path in missing]},
	}
}
