package std.scan.fix_overdue_test

import data.std.scan.fix_overdue

item(severity, published, fixed) := {"kind": "vulnerability", "id": "CVE-1", "severity": severity, "package": "openssl", "fixed": fixed, "published": published, "suppressed": null}

findings(item, critical, high, medium) := found if {
	params := {"std/scan/fix-overdue": {"critical_days": critical, "high_days": high, "medium_days": medium}}
	found := fix_overdue.deny with input as {"now": "2026-11-24T00:00:00Z", "documents": {"scan": [{"uri": "r.json", "findings": [item]}]}} with data.params as params
}

test_an_old_fix_is_denied if count(findings(item("CRITICAL", "2026-11-01T00:00:00Z", ["2"]), 7, 30, 90)) == 1

test_there_is_time if count(findings(item("HIGH", "2026-11-01T00:00:00Z", ["2"]), 7, 30, 90)) == 0

test_without_a_fix_nothing_is_due if count(findings(item("CRITICAL", "2020-01-01T00:00:00Z", []), 7, 30, 90)) == 0

test_less_time_denies_more if {
	count(findings(item("HIGH", "2026-11-01T00:00:00Z", ["2"]), 7, 5, 90)) == 1
	count(findings(item("MEDIUM", "2026-11-01T00:00:00Z", ["2"]), 7, 30, 5)) == 1
}
