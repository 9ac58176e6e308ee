# METADATA
# title: No file with credentials is copied into an image
# description: A key or `.env` file that COPY takes along is in a layer for everybody who can pull the image.
# custom:
#   code: DKF-015
#   severity: critical
#   needs: [dockerfile]
#   optional: [context]
#   aliases: [DS-0031, CIS-4.10]
#   remediation: Mount it while it is needed with `RUN --mount=type=secret`, and name it in the ignore file.
#   rationale: Removing the file later does not remove it from the layer.
#   seed: ["2.4", "5.1", "5.2"]
#   params:
#     secret_globs:
#       description: Globs of file names and paths that hold credentials.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [.env, ".env.*", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", id_rsa, id_dsa, id_ecdsa, id_ed25519, .npmrc, .pypirc, .netrc, .git-credentials, .htpasswd, "*.kdbx", .aws/credentials, .kube/config, .docker/config.json, kubeconfig]
#     allow_globs:
#       description: Globs of files that only look like credentials.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [.env.example, .env.sample, .env.template, .env.dist, "*.pub", "*ca*.pem", "*bundle*.pem", "*cert*.pem"]
package std.dockerfile.secret_file_copied

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/secret-file-copied"]

# Patterns without a slash are tried on the file's name alone.
named(pattern, path) if {
	not contains(pattern, "/")
	parts := split(trim_suffix(path, "/"), "/")
	glob.match(pattern, null, parts[count(parts) - 1])
}

named(pattern, path) if {
	contains(pattern, "/")
	endswith(trim_suffix(path, "/"), pattern)
}

secret(path) if {
	some pattern in params.secret_globs
	named(pattern, path)
	not allowed(path)
}

allowed(path) if {
	some pattern in params.allow_globs
	named(pattern, path)
}

ignored(path) if {
	some context in input.documents.context
	context.probe[trim_prefix(path, "./")] == true
}

deny contains finding if {
	some document in lib.documents
	some stage in document.stages
	some instruction in stage.instr
	instruction.kw in {"COPY", "ADD"}
	is_null(instruction.copy.from)
	some source in instruction.copy.srcs
	secret(source)
	not ignored(source)
	finding := {
		"message": sprintf("%s puts `%s` into the image, which looks like credentials", [instruction.kw, source]),
		"at": instruction.loc,
		"term": source,
		"evidence": {"file": source},
	}
}
