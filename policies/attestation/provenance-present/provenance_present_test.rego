package std.attestation.provenance_present_test

import data.std.attestation.provenance_present

findings(kind, accepted) := found if {
	params := {"std/attestation/provenance-present": {"predicate_types": accepted}}
	found := provenance_present.deny with input as {"documents": {"attestation": [{"uri": "p.json", "statement": {"predicateType": kind}}]}} with data.params as params
}

test_other_statements_are_not_enough if count(findings("https://cyclonedx.org/bom", ["https://slsa.dev/*"])) == 1

test_provenance_is_fine if count(findings("https://slsa.dev/provenance/v1", ["https://slsa.dev/*"])) == 0

test_fewer_types_deny_more if count(findings("https://slsa.dev/provenance/v0.2", ["https://slsa.dev/provenance/v1"])) == 1
