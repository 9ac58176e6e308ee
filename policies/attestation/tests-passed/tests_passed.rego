# METADATA
# title: The tests passed
# description: A statement about test results is there, verified and about the image's digest, and says that they passed.
# custom:
#   code: ATT-001
#   severity: medium
#   needs: [attestation]
#   optional: [image]
#   aliases: ["cf:test_attestation"]
#   remediation: Run the tests, and attest their result for the image's digest.
#   rationale: An image whose tests were skipped is one that nobody tested.
#   seed: ["3.4", "8.1"]
#   params:
#     required_suites:
#       description: Names of suites that must be among the results.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
package std.attestation.tests_passed

import data.std.lib.documents

params := data.params["std/attestation/tests-passed"]

# Test results; a statement that was tried and does not hold says nothing.
statements := [document |
	some document in input.documents.attestation
	regex.match(`/test-result/|test_result|/tests?/`, document.statement.predicateType)
	not documents.is_refuted(document)
]

# Without an image among the documents the subject is what the statements are about.
is_about_subject(_) if count(object.get(input.documents, "image", [])) == 0

is_about_subject(document) if documents.is_about_image(document)

results := [document | some document in statements; is_about_subject(document)]

open_results := [document |
	some document in statements
	not is_about_subject(document)
	documents.is_about_unknown(document)
]

deny contains finding if {
	count(results) == 0
	count(open_results) == 0
	first := input.documents.attestation[0]
	finding := {
		"message": "no statement about test results of this image is among the documents",
		"at": documents.place(first, {}),
		"term": "missing",
	}
}

deny contains finding if {
	some document in results
	not passed(document)
	finding := {
		"message": sprintf("the tests ended with %s", [outcome(document)]),
		"at": documents.place(document, {}),
		"term": outcome(document),
		"evidence": {"failed": object.get(document.predicate, "failedTests", [])},
	}
}

outcome(document) := upper(document.predicate.result)

outcome(document) := "no result" if not is_string(object.get(document, ["predicate", "result"], null))

passed(document) if outcome(document) in {"PASSED", "PASS", "SUCCESS", "WARNED"}

unknown contains finding if {
	some document in results
	passed(document)
	document.verified == false
	count([other | some other in results; other.verified == true; passed(other)]) == 0
	finding := {
		"message": "a statement says that the tests passed, but nobody has verified it here",
		"at": documents.place(document, {}),
		"term": "unverified",
	}
}

unknown contains finding if {
	count(results) == 0
	some document in open_results
	finding := {
		"message": "whether the statement is about this image cannot be told: the digest of one of them is not known",
		"at": documents.place(document, {}),
		"term": "unmatched",
	}
}

suites := {name |
	some document in results
	some name in array.concat(object.get(document.predicate, "passedTests", []), [suite.name | some suite in document.predicate.suites])
}

deny contains finding if {
	count(results) > 0
	some name in params.required_suites
	not name in suites
	finding := {
		"message": sprintf("the suite `%s` is not among the results", [name]),
		"at": documents.place(results[0], {}),
		"term": name,
	}
}
