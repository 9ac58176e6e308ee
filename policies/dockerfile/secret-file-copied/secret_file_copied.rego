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
#       default: [.env, ".env.*", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", id_rsa, id_dsa, id_ecdsa, id_ed25519, .npmrc, .pypirc, .netrc, .git-credentials, .htpasswd, "*.kdbx", .aws/credentials, .kube/config, .docker/config.json, kubeconfig, "*.tfstate", cosign.key]
#     allow_globs:
#       description: Globs of files that only look like credentials.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [.env.example, .env.sample, .env.template, .env.dist, "*.pub", "*ca*.pem", "*bundle*.pem", "*cert*.pem", "*pub*.pem", ca-certificates.crt, "test/**", "fixtures/**", "testdata/**"]
package std.dockerfile.secret_file_copied

import data.std.lib.context as contexts
import data.std.lib.dockerfile as lib
import data.std.lib.secrets

params := data.params["std/dockerfile/secret-file-copied"]

# Credentials in a stage that is left behind are still in the builder's cache.
severity(document, stage) := "critical" if lib.ships(document, stage)

severity(document, stage) := "high" if not lib.ships(document, stage)

kept_out(document, source) if {
	some context in contexts.of(document)
	contexts.ignored(context, source)
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw in {"COPY", "ADD"}
	is_null(step.instruction.copy.from)
	some source in step.instruction.copy.srcs
	not contains(source, "://")
	secrets.secret_file(params.secret_globs, params.allow_globs, source)
	not kept_out(step.document, source)
	finding := {
		"message": sprintf("%s puts `%s` into the image, which looks like credentials", [step.instruction.kw, source]),
		"at": step.instruction.loc,
		"term": source,
		"severity": severity(step.document, step.stage),
		"evidence": {"file": source},
	}
}
