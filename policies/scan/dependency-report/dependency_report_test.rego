package std.scan.dependency_report_test

import data.std.scan.dependency_report

findings(path, tool, targets) := found if {
	params := {"std/scan/dependency-report": {"ecosystem_tools": {"npm": ["npm", "trivy"], "java": ["dependency-check"]}}}
	found := dependency_report.deny with input as {"documents": {
		"context": [{"files": [{"path": path}]}],
		"scan": [{"tool": {"name": tool}, "targets": targets}],
	}}
		with data.params as params
}

test_an_ecosystem_without_report_is_denied if count(findings("pom.xml", "trivy", [])) == 1

test_its_own_tool_is_enough if count(findings("package.json", "npm audit", [])) == 0

test_an_image_scan_must_cover_it if {
	count(findings("package.json", "trivy", [])) == 1
	count(findings("package.json", "trivy", [{"type": "npm"}])) == 0
}

test_other_files_are_no_manifests if count(findings("main.c", "trivy", [])) == 0
