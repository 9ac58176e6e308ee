# METADATA
# title: The cluster asks for hardened containers
# description: Policies, or Pod Security labels, require non-root users, no privilege escalation and a read-only root.
# custom:
#   code: ADM-005
#   severity: low
#   needs: [admission]
#   remediation: Label namespaces with the restricted Pod Security standard, or add policies for the controls that are missing.
#   rationale: What the image does not allow, the deployment must not either.
#   seed: ["1.3"]
#   params:
#     required_controls:
#       description: Fields of a container that some policy must look at.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [runAsNonRoot, allowPrivilegeEscalation]
package std.admission.runtime_hardening

import data.std.lib.documents

params := data.params["std/admission/runtime-hardening"]

objects := [thing |
	some document in input.documents.admission
	some thing in document.objects
]

# The restricted standard covers both of the controls that are asked for by default.
restricted := {"runAsNonRoot", "allowPrivilegeEscalation"}

labelled if {
	some thing in objects
	thing.kind == "Namespace"
	thing.metadata.labels["pod-security.kubernetes.io/enforce"] == "restricted"
}

covered(control) if {
	labelled
	control in restricted
}

covered(control) if {
	some thing in objects
	thing.kind in {"ClusterPolicy", "Policy", "ValidatingPolicy", "ConstraintTemplate", "ValidatingAdmissionPolicy"}
	contains(json.marshal(thing.spec), control)
}

deny contains finding if {
	count(objects) > 0
	missing := sort([control | some control in params.required_controls; not covered(control)])
	count(missing) > 0
	document := input.documents.admission[0]
	finding := {
		"message": sprintf("no policy asks for: %s", [concat(", ", missing)]),
		"at": documents.place(document, {}),
		"term": concat(" ", missing),
	}
}
