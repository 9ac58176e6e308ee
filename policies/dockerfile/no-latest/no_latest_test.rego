package std.dockerfile.no_latest_test

import data.std.dockerfile.no_latest

input_with(ref) := {"documents": {"dockerfile": [{"refs": [ref]}]}}

latest := {
	"raw": "ubuntu:latest",
	"resolved": "ubuntu:latest",
	"registry": "docker.io",
	"repository": "library/ubuntu",
	"tag": "latest",
	"digest": null,
	"stage": null,
	"unresolved": [],
	"loc": {"uri": "Dockerfile", "line": 1},
}

params := {"std/dockerfile/no-latest": {"denied_tags": ["latest"]}}

test_latest_is_denied if {
	count(no_latest.deny) == 1 with input as input_with(latest) with data.params as params
}

test_a_version_is_fine if {
	ref := object.union(latest, {"tag": "24.04"})
	count(no_latest.deny) == 0 with input as input_with(ref) with data.params as params
}

test_a_tag_that_merely_contains_the_word_is_fine if {
	ref := object.union(latest, {"tag": "not-latest-yet"})
	count(no_latest.deny) == 0 with input as input_with(ref) with data.params as params
}

test_a_digest_holds_the_tag_still if {
	ref := object.union(latest, {"digest": "sha256:0"})
	count(no_latest.deny) == 0 with input as input_with(ref) with data.params as params
}

test_more_denied_tags_deny_more if {
	ref := object.union(latest, {"tag": "edge"})
	more := {"std/dockerfile/no-latest": {"denied_tags": ["latest", "edge"]}}
	count(no_latest.deny) == 1 with input as input_with(ref) with data.params as more
}
