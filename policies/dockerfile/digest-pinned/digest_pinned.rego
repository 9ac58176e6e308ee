# METADATA
# title: Images are pinned by digest
# description: A tag can be moved; a digest names one image for ever.
# custom:
#   code: DKF-034
#   severity: low
#   needs: [dockerfile]
#   aliases: ["sc:Pinned-Dependencies", "kv:require-image-checksum", "gk:imagedigests"]
#   remediation: Add the digest behind the tag, and let an update bot move it.
#   rationale: Whoever takes over a registry account changes what is behind a tag.
#   params:
#     exempt_repos:
#       description: Globs of repositories that need no digest.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
package std.dockerfile.digest_pinned

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/digest-pinned"]

deny contains finding if {
	some ref in lib.image_refs
	count(ref.unresolved) == 0
	is_null(ref.digest)
	not lib.matches_any(params.exempt_repos, lib.image_name(ref))
	finding := {
		"message": sprintf("`%s` has no digest", [ref.resolved]),
		"at": ref.loc,
		"term": lib.image_name(ref),
	}
}
