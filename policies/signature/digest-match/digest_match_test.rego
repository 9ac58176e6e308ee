package std.signature.digest_match_test

import data.std.lib.testing
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

unmatched(image, signature) := found if {
	params := {"std/signature/digest-match": {"allow_index_parent": true}}
	found := digest_match.unknown with input as {"documents": {"image": [image], "signature": [signature]}} with data.params as params
}

test_without_a_digest_nothing_can_be_matched if {
	count(unmatched({"uri": "i.json"}, {"uri": "s.json", "digest": "sha256:1"})) == 1
	count(unmatched({"uri": "i.json", "digest": "sha256:1"}, {"uri": "s.json", "digest": null})) == 1
}

test_signatures_of_files_and_bases_are_about_those if {
	params := {"std/signature/digest-match": {"allow_index_parent": true}}
	base := testing.file([testing.changed([], {"from": object.union(testing.image("alpine:3"), {"digest": "sha256:2"})})])
	image := [{"uri": "i.json", "digest": "sha256:1"}]
	signatures := [{"uri": "s.json", "digest": "sha256:2"}, {"uri": "t.json", "digest": "sha256:3", "target": "file"}]
	documents := object.union(base.documents, {"image": image, "signature": signatures})
	count(digest_match.deny | digest_match.unknown) == 0 with input as object.union(base, {"documents": documents}) with data.params as params
}
