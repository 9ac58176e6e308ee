package std.dockerfile.image_tagged_test

import data.std.dockerfile.image_tagged

input_with(ref) := {"documents": {"dockerfile": [{"refs": [ref]}]}}

untagged := {
	"raw": "node",
	"resolved": "node",
	"registry": "docker.io",
	"repository": "library/node",
	"tag": null,
	"digest": null,
	"stage": null,
	"unresolved": [],
	"loc": {"uri": "Dockerfile", "line": 1},
}

params := {"std/dockerfile/image-tagged": {"exempt_images": []}}

test_an_image_without_tag_is_denied if {
	some finding in image_tagged.deny with input as input_with(untagged) with data.params as params
	finding.at.line == 1
	finding.message == "image `node` has neither tag nor digest"
}

test_a_tag_is_enough if {
	ref := object.union(untagged, {"tag": "24-alpine"})
	count(image_tagged.deny) == 0 with input as input_with(ref) with data.params as params
}

test_a_digest_is_enough if {
	ref := object.union(untagged, {"digest": "sha256:0"})
	count(image_tagged.deny) == 0 with input as input_with(ref) with data.params as params
}

test_scratch_is_no_image if {
	ref := object.union(untagged, {"resolved": "scratch", "repository": "library/scratch"})
	count(image_tagged.deny) == 0 with input as input_with(ref) with data.params as params
}

test_stage_names_are_no_images if {
	ref := object.union(untagged, {"stage": 0})
	count(image_tagged.deny) == 0 with input as input_with(ref) with data.params as params
}

test_unresolved_references_are_not_judged if {
	ref := object.union(untagged, {"unresolved": ["BASE"]})
	count(image_tagged.deny) == 0 with input as input_with(ref) with data.params as params
}

test_exempt_images_need_no_tag if {
	exempt := {"std/dockerfile/image-tagged": {"exempt_images": ["docker.io/library/*"]}}
	count(image_tagged.deny) == 0 with input as input_with(untagged) with data.params as exempt
}
