# METADATA
# title: No credentials are written into the Dockerfile
# description: Tokens, private keys and passwords in URLs are in the repository, the image's history and every cache.
# custom:
#   code: DKF-027
#   severity: critical
#   redact: true
#   needs: [dockerfile]
#   aliases: [DS-0031, CIS-4.10]
#   remediation: Revoke it, and mount the new one with `RUN --mount=type=secret` where it is needed.
#   rationale: What was pushed once must be taken for known.
#   seed: ["5.1", "5.2"]
#   params:
#     token_patterns:
#       description: Patterns (RE2) of credentials beside those of the shipped table.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
#   checks:
#     token: {aliases: [DS-0031, CIS-4.10]}
#     url-password: {aliases: [DS-0031, CIS-4.10]}
package std.dockerfile.secret_literal

import data.std.lib.dockerfile as lib
import data.std.lib.secrets

params := data.params["std/dockerfile/secret-literal"]

# Every instruction with its text, arguments before FROM included.
texts := array.concat(
	[{"at": step.instruction.loc, "text": step.instruction.raw} | some step in lib.steps; not step.onbuild],
	[{"at": found.instruction.loc, "text": found.instruction.raw} | some found in lib.global_args],
)

deny contains finding if {
	some found in texts
	some token in secrets.tokens(found.text)
	finding := {
		"check": "token",
		"message": sprintf("this looks like a credential: %s", [token.kind]),
		"at": found.at,
		"term": token.term,
		"evidence": {"kind": token.kind, "value": token.shown},
	}
}

deny contains finding if {
	some found in texts
	some pattern in params.token_patterns
	some match in regex.find_n(pattern, found.text, 3)
	finding := {
		"check": "token",
		"message": "this looks like a credential of your own patterns",
		"at": found.at,
		"term": secrets.hash(match),
		"evidence": {"value": secrets.masked(match)},
	}
}

deny contains finding if {
	some found in texts
	some token in secrets.url_credentials(found.text)
	finding := {
		"check": "url-password",
		"message": sprintf("the URL of `%s` holds a password", [token.host]),
		"at": found.at,
		"term": token.term,
		"evidence": {"host": token.host, "value": token.shown},
	}
}
