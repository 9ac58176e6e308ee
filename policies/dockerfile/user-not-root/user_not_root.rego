# METADATA
# title: The image does not run as root
# description: A process that runs as root in the container is root for the kernel as well.
# custom:
#   code: DKF-006
#   severity: high
#   needs: [dockerfile]
#   aliases: [DL3002, DS-0002, CKV_DOCKER_3, CKV_DOCKER_8, CIS-4.1]
#   remediation: End the final stage with USER and a numeric, non-zero id, such as `USER 10001:10001`.
#   rationale: Whoever breaks out of a root process owns the node.
#   seed: ["1.3", "2.2", "3.2", "3.3", "4.4", "8.1", "9.4"]
#   params:
#     nonroot_bases:
#       description: Globs of base images that run as another user by themselves.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["*:nonroot", "*:nonroot-*", "*:*-nonroot", "cgr.dev/chainguard/*"]
#     allow_step_down:
#       description: Whether an entrypoint that gives up root itself (gosu, su-exec, setpriv) is accepted.
#       schema: {type: boolean}
#       merge: and
#       default: true
package std.dockerfile.user_not_root

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/user-not-root"]

root_names := {"root", "0"}

# The user without the group behind it.
name_of(user) := split(user, ":")[0]

steps_down(stage) if {
	params.allow_step_down
	some word in object.get(stage.effective.entrypoint, "argv", [])
	regex.match(`(^|[/ ])(gosu|su-exec|setpriv|s6-setuidgid|dumb-init-gosu)( |$)`, word)
}

# Whether the base says that it runs as another user.
nonroot_base(document, stage) if {
	from := lib.base_image(document, stage)
	lib.matches_any(params.nonroot_bases, from.resolved)
}

nonroot_base(document, stage) if {
	from := lib.base_image(document, stage)
	lib.matches_any(params.nonroot_bases, sprintf("%s:%v", [lib.image_name(from), from.tag]))
}

deny contains finding if {
	some stage in lib.final_stages
	name_of(stage.effective.user) in root_names
	not steps_down(stage)
	finding := {
		"message": "the final stage runs as root",
		"at": object.get(lib.last_instruction(stage, "USER"), "loc", stage.from.loc),
		"evidence": {"user": stage.effective.user},
	}
}

deny contains finding if {
	some document in lib.documents
	some stage in document.stages
	stage.final
	is_null(stage.effective.user)
	not nonroot_base(document, stage)
	not steps_down(stage)
	finding := {
		"message": "the final stage has no USER, so it runs as the base image does: as root, as far as is known",
		"at": stage.from.loc,
		"evidence": {"base": stage.from.resolved},
	}
}

unknown contains finding if {
	some stage in lib.final_stages
	contains(stage.effective.user, "$")
	finding := {
		"message": sprintf("the user `%s` is not known before the build", [stage.effective.user]),
		"at": object.get(lib.last_instruction(stage, "USER"), "loc", stage.from.loc),
	}
}
