package std.admission.verifies_signatures_test

import data.std.admission.verifies_signatures

findings(document, kinds) := found if {
	params := {"std/admission/verifies-signatures": {"recognised_kinds": kinds}}
	found := verifies_signatures.deny with input as {"documents": {"admission": [object.union({"uri": "p.yaml"}, document)]}} with data.params as params
}

test_a_rule_about_registries_is_not_enough if count(findings({"verify": [], "objects": [{"kind": "ClusterPolicy"}]}, [])) == 1

test_verifying_is_fine if count(findings({"verify": [{"attestors": [{"keys": "k"}]}], "objects": []}, [])) == 0

test_other_verifiers_may_be_named if count(findings({"verify": [], "objects": [{"kind": "AcmeVerifier"}]}, ["AcmeVerifier"])) == 0
