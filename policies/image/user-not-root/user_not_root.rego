# METADATA
# title: The image's config names a user that is not root
# description: What the registry delivers decides, whatever the Dockerfile says.
# custom:
#   code: IMG-001
#   severity: high
#   needs: [image]
#   aliases: [CIS-4.1, CIS-DI-0001]
#   remediation: Set USER to a numeric, non-zero id and build again.
#   rationale: Whoever breaks out of a root process owns the node.
#   seed: ["1.3"]
#   params:
#     allow_step_down:
#       description: Whether an entrypoint that gives up root itself (gosu, su-exec, setpriv) is accepted.
#       schema: {type: boolean}
#       merge: and
#       default: true
package std.image.user_not_root

import data.std.lib.documents

params := data.params["std/image/user-not-root"]

root(user) if split(user, ":")[0] in {"", "0", "root"}

root(user) if is_null(user)

steps_down(image) if {
	params.allow_step_down
	some word in image.config.entrypoint
	regex.match(`(^|/)(gosu|su-exec|setpriv)$`, word)
}

steps_down(image) if {
	params.allow_step_down
	count(image.config.entrypoint) > 0
	some entry in image.history
	regex.match(`\b(gosu|su-exec)\b`, object.get(entry, "createdBy", ""))
}

deny contains finding if {
	some image in input.documents.image
	is_object(image.config)
	root(object.get(image.config, "user", null))
	not steps_down(image)
	finding := {
		"message": "the image runs as root",
		"at": documents.place(image, image.config),
		"evidence": {"user": object.get(image.config, "user", null)},
	}
}
