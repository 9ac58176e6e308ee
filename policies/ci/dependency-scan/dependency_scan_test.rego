package std.ci.dependency_scan_test

import data.std.ci.dependency_scan

with_input(classes) := {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": [{"classes": [class]} | some class in classes]}]}]}}

terms(classes, licence) := {finding.term | some finding in found} if {
	params := {"std/ci/dependency-scan": {"require_licence": licence}}
	found := dependency_scan.deny with input as with_input(classes) with data.params as params
}

test_a_build_without_scan_is_denied if terms(["build"], false) == {"dependency-scan"}

test_a_scan_before_is_fine if terms(["dependency-scan", "build"], false) == set()

test_a_scan_afterwards_is_too_late if terms(["build", "dependency-scan"], false) == {"dependency-scan"}

test_licences_may_be_asked_for if terms(["dependency-scan", "build"], true) == {"licence"}

test_called_workflows_may_do_it if {
	params := {"std/ci/dependency-scan": {"require_licence": false}}
	document := {"uri": "w.yml", "jobs": [{"id": "s", "uses": {"owner": "acme"}}, {"id": "a", "steps": [{"classes": ["build"]}]}]}
	count(dependency_scan.deny) == 0 with input as {"documents": {"ci": [document]}} with data.params as params
}
