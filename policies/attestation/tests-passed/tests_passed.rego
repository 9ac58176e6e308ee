# METADATA
# title: The tests passed
# description: A statement about test results is there, and says that they passed.
# custom:
#   code: ATT-001
#   severity: medium
#   needs: [attestation]
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

results := [document |
	some document in input.documents.attestation
	regex.match(`/test-result/|test_result|/tests?/`, document.statement.predicateType)
]

deny contains finding if {
	some document in input.documents.attestation
	count(results) == 0
	document == input.documents.attestation[0]
	finding := {
		"message": "no statement about test results is among the documents",
		"at": documents.place(document, {}),
		"term": "missing",
	}
}

deny contains finding if {
	some document in results
	result := upper(document.predicate.result)
	not result in {"PASSED", "PASS", "SUCCESS", "WARNED"}
	finding := {
		"message": sprintf("the tests ended with %s", [result]),
		"at": documents.place(document, {}),
		"term": result,
		"evidence": {"failed": object.get(document.predicate, "failedTests", [])},
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
