package std.scan.subject_match_test

import data.std.scan.subject_match

findings(subject, image) := found if {
	found := subject_match.deny with input as {"documents": {"scan": [{"uri": "r.json", "subject": subject}], "image": [object.union({"uri": "i.json"}, image)]}}
}

test_another_digest_is_denied if count(findings({"digest": "sha256:1"}, {"digest": "sha256:2"})) == 1

test_the_same_digest_is_fine if count(findings({"digest": "sha256:1"}, {"digest": "sha256:1"})) == 0

test_the_index_counts if count(findings({"digest": "sha256:1"}, {"digest": "sha256:2", "indexDigest": "sha256:1"})) == 0

test_local_scans_know_the_id if count(findings({"digest": "sha256:9", "imageId": "sha256:3"}, {"digest": "sha256:2", "id": "sha256:3"})) == 0

test_without_digest_nothing_is_said if count(findings({"digest": null}, {"digest": "sha256:2"})) == 0
