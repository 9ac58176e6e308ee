package std.scan.severity_gate_test

import data.std.scan.severity_gate

item(id, severity, fixed) := {"kind": "vulnerability", "id": id, "aliases": [], "severity": severity, "package": "openssl", "installed": "3.0", "fixed": fixed, "suppressed": null, "ptr": "/x"}

with_input(scans) := {"documents": {"scan": [{"uri": sprintf("%d.json", [at]), "completed": true, "findings": findings} | some at, findings in scans]}}

params(fixed, unfixed) := {"std/scan/severity-gate": {"fail_on": fixed, "fail_on_unfixed": unfixed}}

refused(scans, fixed, unfixed) := found if {
	found := severity_gate.deny with input as with_input(scans) with data.params as params(fixed, unfixed)
}

test_a_critical_hole_is_denied if count(refused([[item("CVE-1", "CRITICAL", ["3.1"])]], 3, 4)) == 1

test_without_a_fix_more_is_tolerated if {
	count(refused([[item("CVE-1", "HIGH", [])]], 3, 4)) == 0
	count(refused([[item("CVE-1", "HIGH", ["3.1"])]], 3, 4)) == 1
}

test_two_tools_find_one_hole if {
	other := object.union(item("GHSA-1", "HIGH", ["3.1"]), {"aliases": ["CVE-1"]})
	found := refused([[item("CVE-1", "CRITICAL", ["3.1"])], [other]], 3, 4)
	count(found) == 1
	some finding in found
	finding.evidence.severity == "critical"
}

test_statements_take_findings_out if {
	count(refused([[object.union(item("CVE-1", "HIGH", ["3.1"]), {"suppressed": {"by": "vex"}})]], 3, 4)) == 0
}

test_lower_limits_deny_more if {
	count(refused([[item("CVE-1", "LOW", ["3.1"])]], 1, 4)) == 1
	count(refused([[item("CVE-1", "LOW", [])]], 1, 1)) == 1
}

test_unknown_severities_are_unknown if {
	count(severity_gate.unknown) == 1 with input as with_input([[item("CVE-1", "UNKNOWN", [])]]) with data.params as params(3, 4)
}

test_a_severity_that_nobody_gives_is_unknown if {
	count(severity_gate.unknown) == 1 with input as with_input([[item("CVE-1", null, [])]]) with data.params as params(3, 4)
}

nameless(uri) := object.union(item("CVE-1", "HIGH", ["2"]), {"package": null, "locations": [{"uri": uri, "line": 1}]})

test_holes_without_a_package_count_by_their_place if {
	count(refused([[nameless("a"), nameless("b"), nameless("a")]], 3, 4)) == 2
	count(refused([[object.union(item("CVE-1", "HIGH", ["2"]), {"package": null, "locations": []})]], 3, 4)) == 1
}
