package std.admission.runtime_hardening_test

import data.std.admission.runtime_hardening

findings(thing, controls) := found if {
	params := {"std/admission/runtime-hardening": {"required_controls": controls}}
	found := runtime_hardening.deny with input as {"documents": {"admission": [{"uri": "p.yaml", "objects": [thing]}]}} with data.params as params
}

policy := {"kind": "ClusterPolicy", "spec": {"rules": [{"pattern": {"runAsNonRoot": true}}]}}

test_a_missing_control_is_denied if count(findings(policy, ["runAsNonRoot", "readOnlyRootFilesystem"])) == 1

test_a_policy_is_enough if count(findings(policy, ["runAsNonRoot"])) == 0

test_labels_are_enough if {
	namespace := {"kind": "Namespace", "metadata": {"labels": {"pod-security.kubernetes.io/enforce": "restricted"}}}
	count(findings(namespace, ["runAsNonRoot", "allowPrivilegeEscalation"])) == 0
}
