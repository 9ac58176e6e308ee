# METADATA
# title: Fixes are taken in time
# description: From the day on which a fix exists, each severity has its number of days.
# custom:
#   code: SCN-005
#   severity: high
#   needs: [scan]
#   aliases: ["cf:cve.leeway"]
#   remediation: Update the package to the version that holds the fix.
#   rationale: The days between fix and update are those in which attackers know what to do.
#   seed: ["7.1", "9.4"]
#   params:
#     critical_days:
#       description: Days for a critical vulnerability.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 7
#     high_days:
#       description: Days for a high one.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 30
#     medium_days:
#       description: Days for a medium one.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 90
package std.scan.fix_overdue

import data.std.lib.documents
import data.std.lib.scans

params := data.params["std/scan/fix-overdue"]

days_for := {4: params.critical_days, 3: params.high_days, 2: params.medium_days}

# The later of publication and fix; where the fix has no date, the publication.
since(finding) := finding.fixAvailableAt if is_string(finding.fixAvailableAt)

since(finding) := finding.published if {
	not is_string(object.get(finding, "fixAvailableAt", null))
	is_string(finding.published)
}

# What could be overdue is compared with the rest, and nothing else.
candidates := [one |
	some one in scans.findings("vulnerability")
	scans.fixable(one.finding)
	not scans.suppressed(one.finding)
	documents.age_days(since(one.finding)) > min([days | some days in days_for])
]

deny contains finding if {
	some one in scans.distinct(candidates)
	allowed := days_for[documents.rank(one.severity)]
	days := documents.age_days(since(one.finding))
	days > allowed
	finding := {
		"message": sprintf("%s in `%s` could have been fixed for %d days; %d are granted", [one.finding.id, scans.name(one.finding), floor(days), allowed]),
		"at": documents.place(one.scan, one.finding),
		"term": sprintf("%s %s", [one.finding.id, scans.name(one.finding)]),
	}
}
