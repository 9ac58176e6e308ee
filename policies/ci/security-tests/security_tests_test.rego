package std.ci.security_tests_test

import data.std.ci.security_tests

findings(steps) := found if {
	found := security_tests.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": steps}]}]}}
}

test_signing_without_a_test_is_denied if count(findings([{"classes": ["push"]}, {"classes": ["sign"]}])) == 1

test_a_test_before_is_fine if count(findings([{"classes": ["test"]}, {"classes": ["sign"]}])) == 0

test_skipped_tests_are_denied if {
	count(findings([{"run": {"commands": [{"name": "mvn", "argv": ["mvn", "package", "-DskipTests"]}]}}])) == 1
}
