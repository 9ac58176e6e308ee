package std.sbom.stale_component_test

import data.std.sbom.stale_component

table := {"products": {"docker.io/library/node": {"18": "2025-04-30"}}, "codenames": {}}

findings(component, lag) := found if {
	params := {"std/sbom/stale-component": {"max_lag_days": lag}}
	found := stale_component.deny with input as {"now": "2026-11-24T00:00:00Z", "documents": {"sbom": [{"uri": "bom.json", "components": [component]}]}} with data.params as params with data.eol as table
}

node := {"name": "node", "version": "18.20.1", "type": "application", "purl": null, "properties": {}}

test_a_runtime_past_its_end_is_denied if count(findings(node, 1000)) == 1

test_unknown_lines_get_no_verdict if count(findings(object.union(node, {"version": "99.1"}), 1000)) == 0

test_libraries_of_that_name_are_not_meant if count(findings(object.union(node, {"type": "library"}), 1000)) == 0

test_deprecated_components_are_denied if {
	count(findings(object.union(node, {"type": "library", "properties": {"deprecated": "true"}}), 1000)) == 1
}

test_old_releases_are_denied_where_the_date_is_known if {
	component := object.union(node, {"type": "library", "properties": {"released": "2024-01-01T00:00:00Z"}})
	count(findings(component, 365)) == 1
	count(findings(component, 3650)) == 0
}
