# METADATA
# title: The cluster checks signatures
# description: Some policy that a known engine enforces verifies the signatures of images.
# custom:
#   code: ADM-001
#   severity: high
#   needs: [admission]
#   aliases: [CIS-4.12, "kv:verify-image"]
#   remediation: Add a Kyverno verifyImages rule, a ClusterImagePolicy, or the policy of your verifier.
#   rationale: Signatures protect nothing as long as unsigned images start as well.
#   seed: ["8.3"]
#   params:
#     recognised_kinds:
#       description: Kinds of objects of other verifiers that count.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
package std.admission.verifies_signatures

import data.std.lib.documents

params := data.params["std/admission/verifies-signatures"]

verifies(document) if {
	some entry in document.verify
	count(object.get(entry, "attestors", [])) > 0
}

verifies(document) if {
	some object_ in document.objects
	object_.kind in params.recognised_kinds
}

deny contains finding if {
	all := input.documents.admission
	count(all) > 0
	count([document | some document in all; verifies(document)]) == 0
	finding := {
		"message": "no policy of the cluster verifies signatures",
		"at": documents.place(all[0], {}),
		"term": "verify",
	}
}
