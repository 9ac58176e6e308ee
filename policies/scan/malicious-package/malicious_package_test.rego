package std.scan.malicious_package_test

import data.std.scan.malicious_package

findings(finding) := found if {
	found := malicious_package.deny with input as {"documents": {"scan": [{"uri": "r.json", "findings": [finding]}]}}
}

test_malware_is_denied if count(findings({"kind": "vulnerability", "id": "MAL-2025-1", "package": "x"})) == 1

test_another_name_of_it_counts if count(findings({"kind": "vulnerability", "id": "GHSA-1", "aliases": ["MAL-2025-1"], "package": "x"})) == 1

test_ordinary_holes_are_not_malware if count(findings({"kind": "vulnerability", "id": "CVE-1", "package": "x"})) == 0
