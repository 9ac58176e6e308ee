package std.admission.enforcing_test

import data.std.admission.enforcing

terms(entry, objects) := {finding.term | some finding in found} if {
	found := enforcing.deny with input as {"documents": {"admission": [{"uri": "p.yaml", "verify": [object.union({"engine": "kyverno"}, entry)], "objects": objects}]}}
}

test_reporting_is_denied if terms({"action": "Audit"}, []) == {"kyverno action"}

test_failing_open_is_denied if terms({"action": "Enforce", "failurePolicy": "Ignore"}, []) == {"kyverno failurePolicy"}

test_passing_always_is_denied if {
	terms({"action": "Enforce"}, [{"spec": {"authorities": [{"static": {"action": "pass"}}]}}]) == {"static pass"}
}

test_enforcing_is_fine if terms({"action": "Enforce", "failurePolicy": "Fail"}, []) == set()
