# METADATA
# title: No scanner found a secret
# description: Findings of secret scanners, whatever tool they come from.
# custom:
#   code: SCN-006
#   severity: critical
#   needs: [scan]
#   remediation: Revoke it, remove it from the history, and give the fingerprint of false alarms to the parameter.
#   rationale: A key that a scanner finds is one that others find as well.
#   seed: ["1.1", "8.1"]
#   params:
#     allow_fingerprints:
#       description: Fingerprints of findings that are no secrets.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
package std.scan.secret_found

import data.std.lib.documents
import data.std.lib.scans
import data.std.lib.secrets

params := data.params["std/scan/secret-found"]

# Scanners give fingerprints; the others are known by rule and place.
fingerprint(finding) := finding.fingerprint if is_string(finding.fingerprint)

fingerprint(finding) := secrets.hash(json.marshal([finding.id, object.get(finding, "locations", [])])) if not is_string(object.get(finding, "fingerprint", null))

fixture(finding) if {
	some location in finding.locations
	regex.match(`(^|/)(tests?|testdata|fixtures|__tests__|examples)/`, object.get(location, "uri", object.get(location, "path", "")))
}

deny contains finding if {
	some one in scans.findings("secret")
	not scans.suppressed(one.finding)
	not fixture(one.finding)
	not fingerprint(one.finding) in params.allow_fingerprints
	finding := {
		"message": sprintf("a secret was found: %s", [one.finding.id]),
		"at": documents.place(one.scan, one.finding),
		"term": fingerprint(one.finding),
		"evidence": {"rule": one.finding.id, "locations": object.get(one.finding, "locations", [])},
	}
}
