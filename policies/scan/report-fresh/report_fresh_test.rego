package std.scan.report_fresh_test

import data.std.scan.report_fresh

with_input(created, built) := {"now": "2026-11-24T00:00:00Z", "documents": {"scan": [{"uri": "r.json", "createdAt": created, "tool": {"db": {"builtAt": built}}}]}}

params(report, database) := {"std/scan/report-fresh": {"max_report_age": report, "max_db_age": database}}

terms(created, built, report, database) := {finding.term | some finding in found} if {
	found := report_fresh.deny with input as with_input(created, built) with data.params as params(report, database)
}

test_old_reports_are_denied if terms("2026-10-01T00:00:00Z", "2026-11-23T00:00:00Z", 7, 5) == {"report"}

test_old_databases_are_denied if terms("2026-11-23T00:00:00Z", "2026-10-01T00:00:00Z", 7, 5) == {"database"}

test_fresh_ones_are_fine if terms("2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", 7, 5) == set()

test_less_time_denies_more if terms("2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", 0, 0) == {"report", "database"}

test_no_date_is_unknown if {
	count(report_fresh.unknown) == 1 with input as with_input(null, null) with data.params as params(7, 5)
}
