# METADATA
# title: The image was scanned
# description: Among the documents of an image is a report about its vulnerabilities.
# custom:
#   code: SCN-001
#   severity: high
#   needs: [image]
#   optional: [scan]
#   aliases: ["cf:cve.cve_results_found"]
#   remediation: Attach the scanner's JSON report, such as that of `trivy image --format json`.
#   rationale: What nobody looked for, nobody found.
#   seed: ["8.1"]
#   params:
#     accepted_tools:
#       description: Scanners whose reports count.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [trivy, grype, snyk, clair, osv-scanner, docker-scout, wiz, prisma]
package std.scan.report_present

import data.std.lib.documents
import data.std.lib.scans

params := data.params["std/scan/report-present"]

accepted(scan) if {
	some tool in params.accepted_tools
	contains(lower(scan.tool.name), tool)
}

deny contains finding if {
	some image in input.documents.image
	is_object(image.config)
	count([scan | some scan in scans.all; accepted(scan); scans.of_image(scan)]) == 0
	finding := {
		"message": "no report of a scan of this image is among the documents",
		"at": documents.place(image, {}),
		"term": "scan",
	}
}
