# METADATA
# title: The image's history holds no credentials
# description: Build arguments and commands are written into the history with their values.
# custom:
#   code: IMG-003
#   severity: critical
#   needs: [image]
#   aliases: [CIS-DI-0010]
#   remediation: Revoke it, and build with `RUN --mount=type=secret` instead of a build argument.
#   rationale: "`docker history` shows it to everybody who has the image."
#   seed: ["5.4"]
#   params:
#     token_patterns:
#       description: Patterns (RE2) of credentials beside those of the shipped table.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
package std.image.history_secret

import data.std.lib.documents
import data.std.lib.secrets

params := data.params["std/image/history-secret"]

entries := [{"image": image, "entry": entry, "text": entry.createdBy} |
	some image in input.documents.image
	some entry in image.history
	is_string(entry.createdBy)
]

# `|2 TOKEN=x FOO=y /bin/sh -c …`: the build arguments of a RUN; ENV writes its values as well.
assignments(text) := [pair |
	regex.match(`^(RUN )?\|[0-9]+ |\bENV `, text)
	some pair in regex.find_all_string_submatch_n(`(?:^|\s)([A-Za-z_][A-Za-z0-9_]*)=("[^"]*"|[^\s]*)`, text, -1)
]

deny contains finding if {
	some found in entries
	some pair in assignments(found.text)
	value := trim(pair[2], `"`)
	value != ""
	not startswith(value, "$")
	secrets.secret_name(pair[1])
	finding := {
		"message": sprintf("the history shows the value of `%s`", [pair[1]]),
		"at": documents.place(found.image, found.entry),
		"term": pair[1],
		"evidence": {"name": pair[1], "value": secrets.masked(value)},
	}
}

deny contains finding if {
	some found in entries
	some token in (secrets.tokens(found.text) | secrets.url_credentials(found.text))
	finding := {
		"message": "the history shows a credential",
		"at": documents.place(found.image, found.entry),
		"term": token.term,
		"evidence": {"value": token.shown},
	}
}

deny contains finding if {
	some found in entries
	some pattern in params.token_patterns
	some match in regex.find_n(pattern, found.text, 3)
	finding := {
		"message": "the history shows a credential of your own patterns",
		"at": documents.place(found.image, found.entry),
		"term": secrets.hash(match),
		"evidence": {"value": secrets.masked(match)},
	}
}
