# METADATA
# title: The image's distribution is maintained
# description: The scanner or the dated table says that the distribution gets no more fixes.
# custom:
#   code: SCN-007
#   severity: high
#   needs: [scan]
#   remediation: Move to a release that is still maintained.
#   rationale: A scanner finds nothing in a distribution for which nobody publishes advisories any more.
#   seed: ["1.2"]
#   params:
#     grace_days:
#       description: Days after the end of support that are tolerated.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 0
package std.scan.os_eol

import data.std.lib.documents
import data.std.lib.eol
import data.std.lib.scans

params := data.params["std/scan/os-eol"]

said(scan) if scan.os.eosl == true

said(scan) if scan.subject.os.eosl == true

name_of(scan) := sprintf("%v %v", [os.family, os.name]) if os := os_of(scan)

os_of(scan) := scan.os if is_object(scan.os)

os_of(scan) := scan.subject.os if {
	not is_object(object.get(scan, "os", null))
	is_object(scan.subject.os)
}

deny contains finding if {
	some scan in scans.all
	said(scan)
	finding := {
		"message": sprintf("the scanner says that %s is without support", [name_of(scan)]),
		"at": documents.place(scan, {}),
		"term": name_of(scan),
	}
}

deny contains finding if {
	some scan in scans.all
	not said(scan)
	os := os_of(scan)
	date := eol.ends(data.eol.distributions[lower(os.family)], os.name)
	eol.past(date, params.grace_days)
	finding := {
		"message": sprintf("%s has been without support since %s", [name_of(scan), date]),
		"at": documents.place(scan, {}),
		"term": name_of(scan),
	}
}
