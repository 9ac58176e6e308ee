package std.policy.same_digest_test

import data.std.policy.same_digest

findings(documents) := found if {
	found := same_digest.deny with input as {"documents": object.union({"image": [{"uri": "i.json", "digest": "sha256:1"}]}, documents)}
}

test_another_digest_is_denied if count(findings({"scan": [{"uri": "r.json", "subject": {"digest": "sha256:2"}}]})) == 1

test_the_same_digest_is_fine if count(findings({"scan": [{"uri": "r.json", "subject": {"digest": "sha256:1"}}]})) == 0

test_statements_count if {
	statement := {"uri": "s.json", "statement": {"subjects": [{"digest": {"sha256": "2"}}]}}
	count(findings({"attestation": [statement]})) == 1
}

test_without_digest_nothing_is_said if count(findings({"sbom": [{"uri": "b.json", "document": {"subject": null}}]})) == 0
