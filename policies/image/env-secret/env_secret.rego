# METADATA
# title: The image's environment holds no credentials
# description: Everybody who can pull the image reads its config.
# custom:
#   code: IMG-002
#   severity: critical
#   needs: [image]
#   aliases: [CIS-4.10, CIS-DI-0010]
#   remediation: Take it out of the Dockerfile, revoke it, and set it when the container runs.
#   rationale: The config is public to everyone who has the image.
#   seed: ["5.1", "5.4"]
#   params:
#     allow_keys:
#       description: Globs of names that only look like it.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["GPG_KEY*", "*_FILE", "PATH", "*_PATH", "*PUBLIC*", "*_VERSION"]
package std.image.env_secret

import data.std.lib.documents
import data.std.lib.secrets

params := data.params["std/image/env-secret"]

# Variables of the base are its author's business; the subject's own are what is judged.
deny contains finding if {
	some image in input.documents.image
	some pair in image.config.env
	pair.v != ""
	secrets.secret_name(pair.k)
	not documents.matches_any(params.allow_keys, upper(pair.k))
	finding := {
		"message": sprintf("`%s` holds credentials for everybody to read", [pair.k]),
		"at": documents.place(image, pair),
		"term": pair.k,
		"evidence": {"name": pair.k, "value": secrets.masked(pair.v)},
	}
}

deny contains finding if {
	some image in input.documents.image
	some pair in image.config.env
	not documents.matches_any(params.allow_keys, upper(pair.k))
	not secrets.secret_name(pair.k)
	some token in (secrets.tokens(pair.v) | secrets.url_credentials(pair.v))
	finding := {
		"message": sprintf("the value of `%s` is a credential", [pair.k]),
		"at": documents.place(image, pair),
		"term": token.term,
		"evidence": {"name": pair.k, "value": token.shown},
	}
}
