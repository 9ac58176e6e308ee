package std.sbom.disallowed_package_test

import data.std.sbom.disallowed_package

findings(purl, scope, denied) := found if {
	params := {"std/sbom/disallowed-package": {"denied_purls": denied}}
	component := {"name": "x", "purl": {"raw": purl}, "scope": scope, "ptr": "/components/0"}
	found := disallowed_package.deny with input as {"documents": {"sbom": [{"uri": "bom.json", "components": [component]}]}} with data.params as params
}

test_a_refused_package_is_denied if count(findings("pkg:npm/event-stream@3.3.6", null, ["pkg:npm/event-stream@3.3.6"])) == 1

test_qualifiers_do_not_hide_it if count(findings("pkg:deb/debian/netcat@1?arch=amd64", null, ["pkg:deb/*/netcat@*"])) == 1

test_other_versions_are_fine if count(findings("pkg:npm/event-stream@4.0.1", null, ["pkg:npm/event-stream@3.3.6"])) == 0

test_build_tools_are_not_shipped if count(findings("pkg:npm/x@1", "excluded", ["pkg:npm/x@1"])) == 0
