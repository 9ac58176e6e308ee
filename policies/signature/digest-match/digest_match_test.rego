package std.signature.digest_match_test

import data.std.signature.digest_match

findings(digest, index) := found if {
	params := {"std/signature/digest-match": {"allow_index_parent": index}}
	found := digest_match.deny with input as {"documents": {
		"image": [{"uri": "i.json", "digest": "sha256:1", "indexDigest": "sha256:9"}],
		"signature": [{"uri": "s.json", "digest": digest}],
	}}
		with data.params as params
}

test_another_digest_is_denied if count(findings("sha256:2", true)) == 1

test_the_same_digest_is_fine if count(findings("sha256:1", true)) == 0

test_the_index_may_cover_its_images if {
	count(findings("sha256:9", true)) == 0
	count(findings("sha256:9", false)) == 1
}
