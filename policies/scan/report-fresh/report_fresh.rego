# METADATA
# title: The report and its database are of today
# description: A scan knows only what was known when its database was made.
# custom:
#   code: SCN-003
#   severity: medium
#   needs: [scan]
#   remediation: Scan again with a current database.
#   rationale: New holes are published every day.
#   seed: ["9.2"]
#   params:
#     max_report_age:
#       description: The most days since the scan.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 7
#     max_db_age:
#       description: The most days between the making of the database and now.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 12
package std.scan.report_fresh

import data.std.lib.documents
import data.std.lib.scans

params := data.params["std/scan/report-fresh"]

deny contains finding if {
	some scan in scans.all
	days := documents.age_days(scan.createdAt)
	days > params.max_report_age
	finding := {
		"message": sprintf("the report is %d days old, more than %d", [floor(days), params.max_report_age]),
		"at": documents.place(scan, {}),
		"term": "report",
	}
}

built(scan) := scan.tool.db.builtAt

deny contains finding if {
	some scan in scans.all
	days := documents.age_days(built(scan))
	days > params.max_db_age
	finding := {
		"message": sprintf("the database of vulnerabilities is %d days old, more than %d", [floor(days), params.max_db_age]),
		"at": documents.place(scan, {}),
		"term": "database",
	}
}

unknown contains finding if {
	some scan in scans.all
	not is_string(object.get(scan, "createdAt", null))
	finding := {
		"message": "when the scan was made is not known",
		"at": documents.place(scan, {}),
		"term": "report",
	}
}
