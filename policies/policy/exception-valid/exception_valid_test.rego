package std.policy.exception_valid_test

import data.std.policy.exception_valid

whole := {"id": "E1", "rules": ["dockerfile/user-not-root"], "reason": "x", "requestedBy": "ana", "created": "2026-11-01", "expires": "2026-12-31"}

terms(changes, days, forbidden) := {finding.term | some finding in found} if {
	params := {"std/policy/exception-valid": {"max_days": days, "no_waive": forbidden}}
	found := exception_valid.deny with input as {"now": "2026-11-24T00:00:00Z", "documents": {"exception": [{"uri": "e.yaml", "value": object.union(whole, changes)}]}} with data.params as params
}

test_a_whole_exception_is_fine if terms({}, 90, []) == set()

test_reasons_are_needed if terms({"reason": ""}, 90, []) == {"E1 missing"}

test_expired_ones_are_denied if terms({"expires": "2026-11-10"}, 90, []) == {"E1 expired"}

test_long_ones_are_denied if terms({}, 30, []) == {"E1 lasts"}

test_wildcards_are_denied if terms({"rules": ["*"]}, 90, []) == {"E1 *"}

test_rules_may_be_forbidden if terms({}, 90, ["dockerfile/*"]) == {"E1 dockerfile/user-not-root"}
