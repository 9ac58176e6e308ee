# METADATA
# title: No package is known to be malware
# description: Advisories that a package itself is the attack.
# custom:
#   code: SCN-008
#   severity: critical
#   needs: [scan]
#   remediation: Remove it, and take every machine that installed it for compromised.
#   rationale: Its author meant it to do harm; there is no version to update to.
#   seed: ["1.1", "1.2", "7.1"]
package std.scan.malicious_package

import data.std.lib.documents
import data.std.lib.scans

malware(finding) if {
	some id in scans.ids(finding)
	startswith(id, "MAL-")
}

malware(finding) if regex.match(`(?i)^(malware in|malicious (code|package)|embedded malicious)`, object.get(finding, "title", ""))

malware(finding) if {
	some weakness in finding.cwes
	weakness in {"CWE-506", "CWE-507"}
}

deny contains finding if {
	some scan in scans.all
	some one in scan.findings
	malware(one)
	finding := {
		"message": sprintf("`%s` is malware: %s", [scans.name(one), one.id]),
		"at": documents.place(scan, one),
		"term": sprintf("%s %s", [one.id, scans.name(one)]),
	}
}
