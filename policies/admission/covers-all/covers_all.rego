# METADATA
# title: No image slips past the policy
# description: Together the policies cover every image and namespace, apart from exclusions that are known.
# custom:
#   code: ADM-003
#   severity: medium
#   needs: [admission]
#   remediation: Let one policy match `**`, and list the exclusions.
#   rationale: An attacker uses the image name or namespace that nobody thought of.
#   seed: ["8.3"]
#   params:
#     allowed_exclusions:
#       description: Globs of namespaces and images that may be left out.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [kube-system, kube-public, kube-node-lease, "kyverno*", cosign-system, gatekeeper-system]
package std.admission.covers_all

import data.std.lib.documents

params := data.params["std/admission/covers-all"]

entries := [{"document": document, "entry": entry} |
	some document in input.documents.admission
	some entry in document.verify
]

everything := {"*", "**", "*/*", "**/*", "*:*", "docker.io/**"}

covering if {
	some found in entries
	some pattern in found.entry.globs
	pattern in everything
}

deny contains finding if {
	count(entries) > 0
	not covering
	some at, found in entries
	at == 0
	finding := {
		"message": sprintf("images outside of %s are not checked", [concat(", ", sort({pattern | some one in entries; some pattern in one.entry.globs}))]),
		"at": documents.place(found.document, found.entry),
		"term": "images",
	}
}

deny contains finding if {
	some found in entries
	some excluded in found.entry.excludes
	name := documents.name_of(excluded)
	not documents.matches_any(params.allowed_exclusions, name)
	finding := {
		"message": sprintf("`%s` is left out", [name]),
		"at": documents.place(found.document, found.entry),
		"term": name,
	}
}
