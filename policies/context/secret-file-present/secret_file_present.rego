# METADATA
# title: No file with credentials lies in the build context
# description: A key or token that lies beside the code and is not ignored is one COPY away from the image.
# custom:
#   code: CTX-004
#   severity: critical
#   needs: [context]
#   optional: [dockerfile]
#   aliases: [CIS-4.10]
#   remediation: Move it out of the repository, or ignore it; revoke it if it was ever pushed.
#   rationale: The builder gets it, and so does everybody who gets a copy of the repository.
#   seed: ["2.4", "5.1"]
#   params:
#     secret_globs:
#       description: Globs of files that hold credentials.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [.env, ".env.*", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", id_rsa, id_dsa, id_ecdsa, id_ed25519, .pypirc, .netrc, .git-credentials, .aws/credentials, .docker/config.json, .kube/config, kubeconfig, "*.tfstate", cosign.key]
#     allow_globs:
#       description: Globs of files that only look like it.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["*.pub", .env.example, .env.sample, .env.template, .env.dist, .env.test, "*ca*.pem", "*bundle*.pem", "*cert*.pem", "*pub*.pem", "*public*.key", "test/**", "tests/**", "testdata/**", "fixtures/**", "__tests__/**", "examples/**"]
package std.context.secret_file_present

import data.std.lib.context as contexts
import data.std.lib.secrets

params := data.params["std/context/secret-file-present"]

# What the adapter saw in a file that has an ordinary name.
sniffed(file) if file.sniff in {"private-key", "npm-token", "token"}

secret(file) if secrets.secret_file(params.secret_globs, params.allow_globs, file.path)

secret(file) if {
	sniffed(file)
	not secrets.allowed_file(params.allow_globs, file.path)
}

folder(context) := "" if context.folder in {".", ""}

folder(context) := sprintf("%s/", [context.folder]) if not context.folder in {".", ""}

deny contains finding if {
	some context in input.documents.context
	some file in context.files
	secret(file)
	not contexts.ignored(context, file.path)
	finding := {
		"message": sprintf("`%s` looks like credentials, and the build context takes it along", [file.path]),
		"at": {"uri": sprintf("%s%s", [folder(context), file.path]), "line": 1},
		"term": file.path,
	}
}
