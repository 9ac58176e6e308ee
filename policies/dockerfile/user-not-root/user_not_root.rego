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
#     root_bases:
#       description: Globs of base images that are known to run as root by themselves.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["docker.io/library/alpine:*", "docker.io/library/debian:*", "docker.io/library/ubuntu:*", "docker.io/library/fedora:*", "docker.io/library/centos:*", "docker.io/library/rockylinux:*", "docker.io/library/almalinux:*", "docker.io/library/amazonlinux:*", "docker.io/library/busybox:*", "docker.io/library/node:*", "docker.io/library/python:*", "docker.io/library/golang:*", "docker.io/library/ruby:*", "docker.io/library/php:*", "docker.io/library/rust:*", "docker.io/library/openjdk:*", "docker.io/library/eclipse-temurin:*", "docker.io/library/amazoncorretto:*", "docker.io/library/maven:*", "docker.io/library/gradle:*", "docker.io/library/perl:*", "docker.io/library/gcc:*", "docker.io/library/buildpack-deps:*", "docker.io/library/nginx:*", "docker.io/library/httpd:*", "docker.io/library/tomcat:*"]
#     strict_unset:
#       description: Whether an image without USER is refused even where the base's own user is not known.
#       schema: {type: boolean}
#       merge: or
#       default: false
#     allow_step_down:
#       description: Whether an entrypoint that gives up root itself (gosu, su-exec, setpriv) is accepted.
#       schema: {type: boolean}
#       merge: and
#       default: true
#   checks:
#     root: {aliases: [DL3002, DS-0002, CKV_DOCKER_8, CIS-4.1]}
#     unset: {aliases: [DS-0002, CKV_DOCKER_3, CIS-4.1]}
package std.dockerfile.user_not_root

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/user-not-root"]

root_names := {"root", "0"}

# The user without the group behind it.
name_of(user) := split(user, ":")[0]

# Tools with which an entrypoint gives root up.
step_down_tool := `(^|[/ ])(gosu|su-exec|setpriv|s6-setuidgid|runuser|chroot --userspec)( |$|=)`

steps_down(_, stage) if {
	params.allow_step_down
	some word in object.get(stage.effective.entrypoint, "argv", [])
	regex.match(step_down_tool, word)
}

# The tool is brought along, and an entrypoint script is what can use it.
steps_down(document, stage) if {
	params.allow_step_down
	entrypoint := stage.effective.entrypoint
	some word in entrypoint.argv
	regex.match(`(entrypoint|init|start|run)[^/]*$|\.sh$`, word)
	some link in lib.base_chain(document, stage)
	some instruction in link.instr
	instruction.kw in {"RUN", "COPY"}
	regex.match(`\b(gosu|su-exec|setpriv|s6-overlay)\b`, instruction.raw)
}

# Whether the base is known to run as root.
root_base(document, stage) if {
	from := lib.base_image(document, stage)
	lib.matches_any(params.root_bases, sprintf("%s:%v", [lib.image_name(from), from.tag]))
}

# Without a base nobody but root is there.
root_base(document, stage) if {
	from_scratch(document, stage)
	not starts_nothing(stage)
}

from_scratch(document, stage) if lib.base_image(document, stage).resolved == "scratch"

# Such as files to take away with `docker build --output`.
starts_nothing(stage) if {
	is_null(object.get(stage.effective, "cmd", null))
	is_null(object.get(stage.effective, "entrypoint", null))
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
	some found in lib.stages
	found.stage.final
	name_of(found.stage.effective.user) in root_names
	not steps_down(found.document, found.stage)
	finding := {
		"check": "root",
		"message": "the final stage runs as root",
		"at": object.get(lib.last_instruction(found.stage, "USER"), "loc", found.stage.from.loc),
		"evidence": {"user": found.stage.effective.user},
	}
}

# No USER: the base decides.
unset := [found |
	some found in lib.stages
	found.stage.final
	is_null(found.stage.effective.user)
	not lib.windows(found.stage)
	not nonroot_base(found.document, found.stage)
	not steps_down(found.document, found.stage)
]

known_root(found) if root_base(found.document, found.stage)

known_root(_) if params.strict_unset

deny contains finding if {
	some found in unset
	known_root(found)
	finding := {
		"check": "unset",
		"message": "the final stage has no USER, so it runs as the base image does: as root",
		"at": found.stage.from.loc,
		"fix": fix(lib.last(found.stage.instr, {"raw": "", "loc": found.stage.from.loc})),
		"evidence": {"base": found.stage.from.resolved},
	}
}

open_question(found) := "the final stage starts nothing; what is run in it without a USER runs as root" if from_scratch(found.document, found.stage)

open_question(found) := "the final stage has no USER, and which user the base image runs as is not known" if not from_scratch(found.document, found.stage)

# Behind an instruction that goes on in a line that is not there, USER would become a part of it.
fix(instruction) := {"description": "add USER at the end", "edits": [{"at": instruction.loc, "after": "\nUSER 10001:10001"}]} if {
	not regex.match("[\\\\`]\\s*$", instruction.raw)
}

default fix(_) := null

unknown contains finding if {
	some found in unset
	not known_root(found)
	finding := {
		"check": "unset",
		"message": open_question(found),
		"at": found.stage.from.loc,
		"evidence": {"base": found.stage.from.resolved},
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
