package std.policy.required_documents_test

import data.std.policy.required_documents

terms(documents, kinds) := {finding.term | some finding in found} if {
	params := {"std/policy/required-documents": {"required_kinds": kinds}}
	found := required_documents.deny with input as {"documents": object.union({"image": [{"uri": "i.json"}]}, documents)} with data.params as params
}

test_a_missing_kind_is_denied if terms({}, ["sbom"]) == {"sbom"}

test_what_is_there_is_fine if terms({"sbom": [{}]}, ["sbom"]) == set()

test_nothing_asked_for_nothing_denied if terms({}, []) == set()
