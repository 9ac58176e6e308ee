# METADATA
# title: The image is built on a minimal base
# description: A full distribution brings shells, interpreters and libraries that the service never uses.
# custom:
#   code: DKF-005
#   severity: low
#   needs: [dockerfile]
#   aliases: [CIS-4.3]
#   remediation: Use the slim, Alpine or distroless variant of the base, or scratch.
#   rationale: What is not in the image has no vulnerabilities and is of no use to an attacker.
#   seed: ["2.1", "4.2", "4.3"]
#   params:
#     minimal_patterns:
#       description: Globs of base images that count as minimal.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [scratch, "*distroless*", "*alpine*", "*-slim*", "*:slim*", "*-micro*", "*/ubi*-micro*", "*/ubi*-minimal*", "*busybox*", "*cgr.dev/chainguard/*", "*/hardened-*", "*wolfi*"]
package std.dockerfile.minimal_base

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/minimal-base"]

deny contains finding if {
	some found in lib.stages
	found.stage.final
	not lib.windows(found.stage)
	from := lib.base_image(found.document, found.stage)
	count(from.unresolved) == 0
	from.resolved != ""
	not lib.matches_any(params.minimal_patterns, from.resolved)
	finding := {
		"message": sprintf("`%s` is a full base image", [from.resolved]),
		"at": from.loc,
		"term": from.resolved,
		"evidence": {"image": from.resolved},
	}
}
