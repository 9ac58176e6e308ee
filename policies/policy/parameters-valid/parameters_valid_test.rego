package std.policy.parameters_valid_test

import data.std.policy.parameters_valid

terms(updated, registries, days) := {finding.term | some finding in found} if {
	table := {"updated": updated}
	params := {"std/policy/parameters-valid": {"max_table_days": days}, "std/dockerfile/trusted-base": {"trusted_registries": registries}}
	found := parameters_valid.deny with input as {"now": "2026-11-24T00:00:00Z", "documents": {"dockerfile": [{"uri": "Dockerfile"}]}} with data.params as params with data.eol as table with data.token_patterns as table with data.ci_classes as table with data.known_bad_actions as table with data.spdx_licenses as table
}

test_fresh_tables_are_fine if terms("2026-11-01", [], 365) == set()

test_stale_tables_are_denied if count(terms("2025-01-01", [], 365)) == 5

test_less_time_denies_more if count(terms("2026-11-01", [], 7)) == 5

test_allowing_everything_is_denied if terms("2026-11-01", ["*"], 365) == {"std/dockerfile/trusted-base trusted_registries"}

test_a_table_that_is_not_there_hides_no_other if {
	params := {"std/policy/parameters-valid": {"max_table_days": 365}}
	found := parameters_valid.deny with input as {"now": "2026-11-24T00:00:00Z", "documents": {"dockerfile": [{"uri": "Dockerfile"}]}} with data.params as params with data.eol as {"updated": "2025-01-01"} with data.token_patterns as {} with data.ci_classes as {} with data.known_bad_actions as {} with data.spdx_licenses as {}
	{finding.term | some finding in found} == {"eol"}
}
