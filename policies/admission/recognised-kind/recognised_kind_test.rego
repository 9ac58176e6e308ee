package std.admission.recognised_kind_test

import data.std.admission.recognised_kind

findings(thing, kinds) := found if {
	params := {"std/admission/recognised-kind": {"recognised_kinds": kinds}}
	found := recognised_kind.deny with input as {"documents": {"admission": [{"uri": "p.yaml", "objects": [thing]}]}} with data.params as params
}

test_a_config_map_is_denied if count(findings({"kind": "ConfigMap", "metadata": {"name": "image-policy"}}, [])) == 1

test_policies_are_fine if count(findings({"kind": "ClusterImagePolicy"}, [])) == 0

test_constraints_are_fine if count(findings({"apiVersion": "constraints.gatekeeper.sh/v1beta1", "kind": "K8sAllowedRepos"}, [])) == 0

test_own_controllers_may_be_named if count(findings({"kind": "AcmePolicy"}, ["AcmePolicy"])) == 0
