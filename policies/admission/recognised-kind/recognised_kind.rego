# METADATA
# title: What looks like a policy is one
# description: A ConfigMap or an unknown kind that is called like a policy is enforced by nobody.
# custom:
#   code: ADM-004
#   severity: medium
#   needs: [admission]
#   remediation: Write a policy of an engine that runs in the cluster, or name your own controller's kind.
#   rationale: A protection that everybody believes in and that does nothing is never replaced.
#   seed: ["8.3"]
#   params:
#     recognised_kinds:
#       description: Kinds of your own controllers.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
package std.admission.recognised_kind

import data.std.lib.documents

params := data.params["std/admission/recognised-kind"]

known := {"ClusterPolicy", "Policy", "ImageValidatingPolicy", "ValidatingPolicy", "ClusterImagePolicy", "ImagePolicy", "ConstraintTemplate", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "Namespace", "Verifier", "Store", "KeyManagementProvider", "PolicyException"}

constraint(thing) if startswith(object.get(thing, "apiVersion", ""), "constraints.gatekeeper.sh/")

recognised(thing) if thing.kind in known

recognised(thing) if thing.kind in params.recognised_kinds

recognised(thing) if constraint(thing)

# Deployments and services in the same file are nobody's policy.
looks_like_policy(thing) if regex.match(`(?i)polic|constraint`, thing.kind)

looks_like_policy(thing) if {
	thing.kind == "ConfigMap"
	regex.match(`(?i)polic`, thing.metadata.name)
}

deny contains finding if {
	some document in input.documents.admission
	some at, thing in document.objects
	looks_like_policy(thing)
	not recognised(thing)
	finding := {
		"message": sprintf("nothing enforces `%v %v`", [thing.kind, object.get(thing, ["metadata", "name"], "without name")]),
		"at": object.get(document, ["objectLocs", at], documents.place(document, {})),
		"term": sprintf("%v %v", [thing.kind, object.get(thing, ["metadata", "name"], "")]),
	}
}
