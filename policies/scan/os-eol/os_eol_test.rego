package std.scan.os_eol_test

import data.std.scan.os_eol

table := {"products": {"docker.io/library/debian": {"11": "2026-08-31"}}, "codenames": {}, "distributions": {"debian": "docker.io/library/debian"}}

findings(os, grace) := found if {
	params := {"std/scan/os-eol": {"grace_days": grace}}
	found := os_eol.deny with input as {"now": "2026-11-24T00:00:00Z", "documents": {"scan": [{"uri": "r.json", "os": os}]}} with data.params as params with data.eol as table
}

test_what_the_scanner_says_counts if count(findings({"family": "alpine", "name": "3.10", "eosl": true}, 0)) == 1

test_the_table_counts if count(findings({"family": "debian", "name": "11.9", "eosl": false}, 0)) == 1

test_grace_is_granted if count(findings({"family": "debian", "name": "11.9", "eosl": false}, 200)) == 0

test_unknown_releases_get_no_verdict if count(findings({"family": "debian", "name": "99", "eosl": false}, 0)) == 0
