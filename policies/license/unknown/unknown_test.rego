package std.license.unknown_test

import data.std.license.unknown

terms(licences, refs) := {finding.term | some finding in found} if {
	params := {"std/license/unknown": {"allow_refs": refs}}
	found := unknown.deny with input as {"documents": {"sbom": [{"uri": "bom.json", "components": [{"name": "x", "type": "library", "licences": licences}]}]}} with data.params as params
}

test_no_licence_is_denied if terms([], []) == {"missing"}

test_undecided_is_none if terms([{"raw": "NOASSERTION", "valid": true}], []) == {"missing"}

test_unreadable_licences_are_denied if terms([{"raw": "see file", "valid": false}], []) == {"x see file"}

test_a_licence_is_fine if terms([{"raw": "MIT", "valid": true}], []) == set()

test_own_references_may_be_accepted if terms([{"raw": "LicenseRef-a", "valid": false}], ["LicenseRef-*"]) == set()
