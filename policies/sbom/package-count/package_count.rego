# METADATA
# title: The image has few packages
# description: The number of components is a measure of what can go wrong.
# custom:
#   code: SBM-002
#   severity: info
#   needs: [sbom]
#   remediation: Leave out what the service does not need, and start from a smaller base.
#   rationale: Every package must be watched and updated for as long as the image lives.
#   seed: ["4.1"]
#   params:
#     max_packages:
#       description: The most components.
#       schema: {type: integer, minimum: 1}
#       merge: min
#       default: 300
package std.sbom.package_count

import data.std.lib.documents

params := data.params["std/sbom/package-count"]

system_types := {"deb", "rpm", "apk", "alpm"}

deny contains finding if {
	some sbom in input.documents.sbom
	total := count(sbom.components)
	total > params.max_packages
	system := count([1 | some component in sbom.components; component.purl.type in system_types])
	finding := {
		"message": sprintf("%d components, more than %d: %d of the system, %d others", [total, params.max_packages, system, total - system]),
		"at": documents.place(sbom, {}),
		"term": "count",
		"evidence": {"total": total, "system": system},
	}
}
