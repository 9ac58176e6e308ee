package std.ci.image_scan_test

import data.std.ci.image_scan

findings(classes) := found if {
	found := image_scan.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "steps": [{"classes": [class]} | some class in classes]}]}]}}
}

test_a_push_without_scan_is_denied if count(findings(["build", "push"])) == 1

test_a_scan_before_the_push_is_fine if count(findings(["build", "image-scan", "push"])) == 0

test_a_scan_afterwards_is_late if {
	some finding in findings(["build", "push", "image-scan"])
	contains(finding.message, "only after")
}

test_jobs_may_depend_on_each_other if {
	jobs := [
		{"id": "scan", "steps": [{"classes": ["image-scan"]}]},
		{"id": "push", "needs": ["scan"], "steps": [{"classes": ["push"]}]},
	]
	count(image_scan.deny) == 0 with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": jobs}]}}
}
