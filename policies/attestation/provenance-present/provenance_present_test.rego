package std.attestation.provenance_present_test

import data.std.attestation.provenance_present

findings(kind, accepted) := found if {
	params := {"std/attestation/provenance-present": {"predicate_types": accepted}}
	found := provenance_present.deny with input as {"documents": {"attestation": [{"uri": "p.json", "verified": true, "statement": {"predicateType": kind}}]}} with data.params as params
}

test_other_statements_are_not_enough if count(findings("https://cyclonedx.org/bom", ["https://slsa.dev/*"])) == 1

test_provenance_is_fine if count(findings("https://slsa.dev/provenance/v1", ["https://slsa.dev/*"])) == 0

test_fewer_types_deny_more if count(findings("https://slsa.dev/provenance/v0.2", ["https://slsa.dev/provenance/v1"])) == 1

statement(digest, more) := object.union({"uri": "p.json", "verified": true, "statement": {"predicateType": "https://slsa.dev/provenance/v1", "subjects": [{"digest": {"sha256": digest}}]}}, more)

outcome(image, document) := [count(denied), count(open)] if {
	params := {"std/attestation/provenance-present": {"predicate_types": ["https://slsa.dev/*"]}}
	documents := {"image": [image], "attestation": [document]}
	denied := provenance_present.deny with input as {"documents": documents} with data.params as params
	open := provenance_present.unknown with input as {"documents": documents} with data.params as params
}

image := {"uri": "i.json", "digest": "sha256:1"}

test_provenance_of_this_image_is_fine if outcome(image, statement("1", {})) == [0, 0]

test_provenance_of_another_image_does_not_count if outcome(image, statement("2", {})) == [1, 0]

test_a_claim_is_unknown if outcome(image, statement("1", {"verified": false})) == [0, 1]

test_a_statement_that_does_not_hold_is_none if outcome(image, statement("1", {"verified": false, "assurance": "failed"})) == [1, 0]

test_without_a_digest_nothing_is_known if outcome({"uri": "i.json"}, statement("1", {})) == [0, 1]
