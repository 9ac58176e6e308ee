# METADATA
# title: The frontend that reads the Dockerfile is named and trusted
# description: Mounts, heredocs and other newer features need a frontend that knows them; the frontend runs the build.
# custom:
#   code: DKF-032
#   severity: low
#   needs: [dockerfile]
#   remediation: Begin the file with `# syntax=docker/dockerfile:1`.
#   rationale: A frontend of unknown origin sees every secret of the build.
#   seed: ["5.3"]
#   params:
#     trusted_frontends:
#       description: Globs of frontends, as registry/repository.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [docker.io/docker/dockerfile, docker.io/docker/dockerfile-upstream]
#   checks:
#     missing: {severity: info}
#     untrusted: {}
package std.dockerfile.syntax_directive

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/syntax-directive"]

new_flags := {"mount", "network", "security", "link", "chmod", "parents", "exclude", "checksum", "keep-git-dir", "device"}

# What an older builder would not understand.
newer(instruction) := sprintf("--%s", [flag.name]) if {
	instruction.kw in {"RUN", "COPY", "ADD"}
	some flag in [first | some first in instruction.flags; first.name in new_flags]
}

newer(instruction) := "a heredoc" if {
	count([flag | some flag in instruction.flags; flag.name in new_flags]) == 0
	count(instruction.heredocs) > 0
}

deny contains finding if {
	some document in lib.documents
	not document.directives.syntax
	uses := [{"at": instruction.loc, "what": what} |
		some stage in document.stages
		some instruction in stage.instr
		count(instruction.flags) + count(instruction.heredocs) > 0
		what := first_newer(instruction)
	]
	count(uses) > 0
	finding := {
		"check": "missing",
		"message": sprintf("%s needs BuildKit, and no syntax directive says so", [uses[0].what]),
		"at": uses[0].at,
	}
}

first_newer(instruction) := min(all) if {
	all := array.concat(
		[sprintf("--%s", [flag.name]) | some flag in instruction.flags; flag.name in new_flags; instruction.kw in {"RUN", "COPY", "ADD"}],
		["a heredoc" | count(instruction.heredocs) > 0],
	)
	count(all) > 0
}

deny contains finding if {
	some document in lib.documents
	some ref in document.refs
	ref.use == "syntax"
	not lib.matches_any(params.trusted_frontends, lib.image_name(ref))
	finding := {
		"check": "untrusted",
		"message": sprintf("the frontend `%s` is not trusted", [ref.raw]),
		"at": ref.loc,
		"term": lib.image_name(ref),
	}
}
