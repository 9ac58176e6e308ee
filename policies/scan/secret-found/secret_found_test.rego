package std.scan.secret_found_test

import data.std.scan.secret_found

findings(path, fingerprints) := found if {
	params := {"std/scan/secret-found": {"allow_fingerprints": fingerprints}}
	finding := {"kind": "secret", "id": "private-key", "fingerprint": "f1", "locations": [{"uri": path}], "suppressed": null}
	found := secret_found.deny with input as {"documents": {"scan": [{"uri": "r.json", "findings": [finding]}]}} with data.params as params
}

test_a_secret_is_denied if count(findings("src/key.pem", [])) == 1

test_fixtures_are_fine if count(findings("test/key.pem", [])) == 0

test_false_alarms_may_be_named if count(findings("src/key.pem", ["f1"])) == 0
