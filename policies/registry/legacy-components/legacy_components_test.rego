package std.registry.legacy_components_test

import data.std.registry.legacy_components

terms(config, unknown, version) := {finding.term | some finding in found} if {
	params := {"std/registry/legacy-components": {"harbor_version": version}}
	found := legacy_components.deny with input as {"documents": {"registry": [{"uri": "harbor.yml", "config": config, "unknownKeys": unknown}]}} with data.params as params
}

test_components_that_are_gone_are_denied if terms({"clair": {"enabled": true}}, [], "0") == {"clair"}

test_an_old_version_may_have_them if {
	terms({"notary": {}}, [], "2.5.0") == set()
	terms({"notary": {}}, [], "2.10.0") == {"notary"}
}

test_unknown_keys_are_denied if terms({}, ["colour"], "0") == {"colour"}

test_current_keys_are_fine if terms({"trivy": {}}, [], "0") == set()
