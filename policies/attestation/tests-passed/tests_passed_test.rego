package std.attestation.tests_passed_test

import data.std.attestation.tests_passed

findings(documents, suites) := found if {
	params := {"std/attestation/tests-passed": {"required_suites": suites}}
	found := tests_passed.deny with input as {"documents": {"attestation": documents}} with data.params as params
}

result(word) := {"uri": "t.json", "statement": {"predicateType": "https://in-toto.io/attestation/test-result/v0.1"}, "predicate": {"result": word, "passedTests": ["unit"]}}

provenance := {"uri": "p.json", "statement": {"predicateType": "https://slsa.dev/provenance/v1"}, "predicate": {}}

test_no_result_is_denied if count(findings([provenance], [])) == 1

test_a_failure_is_denied if count(findings([result("FAILED")], [])) == 1

test_a_success_is_fine if count(findings([result("PASSED")], [])) == 0

test_suites_may_be_required if {
	count(findings([result("PASSED")], ["unit"])) == 0
	count(findings([result("PASSED")], ["e2e"])) == 1
}
