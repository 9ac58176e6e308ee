# METADATA
# title: No reference uses a moving tag
# description: Tags such as `latest` name another image after every release of the base.
# custom:
#   code: DKF-002
#   severity: medium
#   needs: [dockerfile]
#   aliases: [DL3007, DS-0001, DKL-DI-0006, CKV_DOCKER_7]
#   remediation: Name the version you tested, such as `ubuntu:24.04`, or add a digest.
#   rationale: A moving tag brings untested changes into the next build.
#   seed: ["2.1", "3.3"]
#   params:
#     denied_tags:
#       description: Tags that are refused.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [latest, edge, nightly, dev, main, master]
package std.dockerfile.no_latest

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/no-latest"]

deny contains finding if {
	some ref in lib.image_refs
	ref.tag in params.denied_tags
	is_null(ref.digest)
	finding := {
		"message": sprintf("image `%s` uses the moving tag `%s`", [ref.resolved, ref.tag]),
		"at": ref.loc,
		"term": sprintf("%s:%s", [lib.image_name(ref), ref.tag]),
		"evidence": {"image": ref.resolved, "tag": ref.tag},
	}
}
