# METADATA
# title: No layer holds credentials
# description: Files of every layer count, those that a later layer hides included.
# custom:
#   code: IMG-007
#   severity: critical
#   needs: [image]
#   aliases: [CIS-DI-0010]
#   remediation: Revoke it, and build again without ever adding the file.
#   rationale: Every layer can be taken out of the image by itself.
#   seed: ["6.2"]
#   params:
#     secret_globs:
#       description: Globs of files that hold credentials.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [.env, ".env.*", "*.p12", "*.pfx", "*.jks", id_rsa, id_dsa, id_ecdsa, id_ed25519, .npmrc, .pypirc, .netrc, .git-credentials, .aws/credentials, .docker/config.json, .kube/config, "*.tfstate", cosign.key, "private*.key", "server.key"]
#     allow_globs:
#       description: Globs of files that only look like it, such as keys that libraries are tested with.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [.env.example, .env.sample, "*.pub", "etc/ssl/**", "usr/share/**", "usr/lib/**", "**/node_modules/**", "**/test/**", "**/tests/**", "**/testdata/**", "usr/local/lib/**", "usr/local/go/**"]
package std.image.secret_in_layer

import data.std.lib.documents
import data.std.lib.secrets

params := data.params["std/image/secret-in-layer"]

secret(file) if secrets.secret_file(params.secret_globs, params.allow_globs, trim_prefix(file.path, "/"))

secret(file) if {
	file.sniff in {"private-key", "npm-token", "token"}
	not secrets.allowed_file(params.allow_globs, trim_prefix(file.path, "/"))
}

deny contains finding if {
	some image in input.documents.image
	some at, layer in image.layers
	some file in layer.files
	not file.whiteout
	object.get(file, "size", 1) > 0
	secret(file)
	finding := {
		"message": sprintf("layer %d holds `%s`, which looks like credentials", [at + 1, file.path]),
		"at": documents.place(image, layer),
		"term": file.path,
		"evidence": {"layer": object.get(layer, "digest", null)},
	}
}
