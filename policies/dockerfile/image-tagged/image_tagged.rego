# METADATA
# title: Every image reference has a tag or digest
# description: A reference without a tag means `latest`, whatever that is on the day of the build.
# custom:
#   code: DKF-001
#   severity: medium
#   needs: [dockerfile]
#   aliases: [DL3006, DS-0001, CKV_DOCKER_7]
#   remediation: Write the tag of the version you tested, or a digest.
#   rationale: The same Dockerfile gives another image tomorrow, and nobody decided that it should.
#   seed: ["2.1"]
#   params:
#     exempt_images:
#       description: Globs of images that need no tag, as registry/repository.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
package std.dockerfile.image_tagged

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/image-tagged"]

deny contains finding if {
	some ref in lib.image_refs
	is_null(ref.tag)
	is_null(ref.digest)
	count(ref.unresolved) == 0
	not lib.matches_any(params.exempt_images, lib.image_name(ref))
	finding := {
		"message": sprintf("image `%s` has neither tag nor digest", [ref.raw]),
		"at": ref.loc,
		"term": lib.image_name(ref),
		"evidence": {"image": ref.raw},
	}
}
