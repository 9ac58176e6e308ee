package std.scan.report_present_test

import data.std.scan.report_present

findings(scans, tools) := found if {
	params := {"std/scan/report-present": {"accepted_tools": tools}}
	found := report_present.deny with input as {"documents": {"image": [{"uri": "c.json", "config": {}}], "scan": scans}} with data.params as params
}

trivy := {"tool": {"name": "trivy"}, "subject": {"type": "container_image"}, "targets": []}

test_an_image_without_report_is_denied if count(findings([], ["trivy"])) == 1

test_a_report_is_enough if count(findings([trivy], ["trivy"])) == 0

test_only_accepted_tools_count if count(findings([trivy], ["grype"])) == 1

test_an_index_is_no_image if {
	params := {"std/scan/report-present": {"accepted_tools": []}}
	count(report_present.deny) == 0 with input as {"documents": {"image": [{"uri": "i.json", "config": null}]}} with data.params as params
}
