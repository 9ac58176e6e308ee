package std.attestation.tests_passed_test

import data.std.attestation.tests_passed

findings(documents, suites) := found if {
	params := {"std/attestation/tests-passed": {"required_suites": suites}}
	found := tests_passed.deny with input as {"documents": {"attestation": documents}} with data.params as params
}

result(word) := {"uri": "t.json", "verified": true, "statement": {"predicateType": "https://in-toto.io/attestation/test-result/v0.1"}, "predicate": {"result": word, "passedTests": ["unit"]}}

provenance := {"uri": "p.json", "statement": {"predicateType": "https://slsa.dev/provenance/v1"}, "predicate": {}}

test_no_result_is_denied if count(findings([provenance], [])) == 1

test_a_failure_is_denied if count(findings([result("FAILED")], [])) == 1

test_a_success_is_fine if count(findings([result("PASSED")], [])) == 0

test_suites_may_be_required if {
	count(findings([result("PASSED")], ["unit"])) == 0
	count(findings([result("PASSED")], ["e2e"])) == 1
}

about(digest, more) := object.union(object.union(result("PASSED"), {"statement": {"subjects": [{"digest": {"sha256": digest}}]}}), more)

outcome(image, document) := [count(denied), count(open)] if {
	params := {"std/attestation/tests-passed": {"required_suites": []}}
	documents := {"image": [image], "attestation": [document]}
	denied := tests_passed.deny with input as {"documents": documents} with data.params as params
	open := tests_passed.unknown with input as {"documents": documents} with data.params as params
}

image := {"uri": "i.json", "digest": "sha256:1"}

test_results_of_this_image_are_fine if outcome(image, about("1", {})) == [0, 0]

test_results_of_another_image_do_not_count if outcome(image, about("2", {})) == [1, 0]

test_a_claim_is_unknown if outcome(image, about("1", {"verified": false})) == [0, 1]

test_a_statement_that_does_not_hold_is_none if outcome(image, about("1", {"verified": false, "assurance": "failed"})) == [1, 0]

test_without_a_digest_nothing_is_known if outcome({"uri": "i.json"}, about("1", {})) == [0, 1]

test_a_statement_without_a_result_has_not_passed if count(findings([object.union(result("PASSED"), {"predicate": {"result": null}})], [])) == 1
