# METADATA
# title: No vulnerability from a severity on
# description: Vulnerabilities that have a fix count from another severity on than those without one.
# custom:
#   code: SCN-002
#   severity: high
#   needs: [scan]
#   aliases: ["cf:cve.cve_blockers", CIS-4.4]
#   remediation: Update the package to a version with the fix, or state with a VEX document why it does not matter here.
#   rationale: Known holes are what attackers try first, with tools that anybody can download.
#   seed: ["1.1", "3.1", "7.1", "7.2"]
#   params:
#     fail_on:
#       description: The lowest severity that is refused where a fix exists, as a rank from 1 (low) to 4 (critical).
#       schema: {type: integer, minimum: 1, maximum: 5}
#       merge: min
#       default: 3
#     fail_on_unfixed:
#       description: The lowest severity that is refused where no fix exists, as a rank from 1 (low) to 4 (critical); 5 for none.
#       schema: {type: integer, minimum: 1, maximum: 5}
#       merge: min
#       default: 4
package std.scan.severity_gate

import data.std.lib.documents
import data.std.lib.scans

params := data.params["std/scan/severity-gate"]

limit(finding) := params.fail_on if scans.fixable(finding)

limit(finding) := params.fail_on_unfixed if not scans.fixable(finding)

# Only what could be refused is compared with the rest.
candidates := [one |
	some one in scans.findings("vulnerability")
	not scans.suppressed(one.finding)
	documents.rank(one.finding.severity) >= min([params.fail_on, params.fail_on_unfixed])
]

deny contains finding if {
	some one in scans.distinct(candidates)
	documents.rank(one.severity) >= limit(one.finding)
	finding := {
		"message": sprintf("%s: %s in `%s`%s%s", [one.severity, one.finding.id, scans.name(one.finding), version(one.finding), remedy(one.finding)]),
		"at": documents.place(one.scan, one.finding),
		"term": sprintf("%s %s", [one.finding.id, scans.name(one.finding)]),
		"evidence": {"id": one.finding.id, "severity": one.severity, "fixed": object.get(one.finding, "fixed", [])},
	}
}

version(finding) := sprintf(" %s", [finding.installed]) if is_string(object.get(finding, "installed", null))

default version(_) := ""

remedy(finding) := sprintf(", fixed in %s", [concat(", ", finding.fixed)]) if count(finding.fixed) > 0

default remedy(_) := ""

# Nobody says, or the scanner has no word for it.
unrated(finding) if not is_string(object.get(finding, "severity", null))

unrated(finding) if lower(finding.severity) == "unknown"

unknown contains finding if {
	some one in scans.findings("vulnerability")
	not scans.suppressed(one.finding)
	unrated(one.finding)
	finding := {
		"message": sprintf("nobody has said how bad %s in `%s` is", [one.finding.id, scans.name(one.finding)]),
		"at": documents.place(one.scan, one.finding),
		"term": sprintf("%s %s", [one.finding.id, scans.name(one.finding)]),
	}
}

unknown contains finding if {
	some scan in scans.all
	scan.completed == false
	finding := {
		"message": "the scan did not finish: what it would have found is not known",
		"at": documents.place(scan, {}),
		"term": "incomplete",
	}
}
