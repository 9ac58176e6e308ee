package std.license.denied_test

import data.std.license.denied

with_input(raw) := {"documents": {"sbom": [{"uri": "bom.json", "components": [{"name": "x", "purl": {"raw": "pkg:npm/x@1"}, "licences": [{"raw": raw}], "ptr": "/components/0"}]}]}}

params(refused, review, exceptions) := {"std/license/denied": {"denied": refused, "review": review, "exceptions": exceptions}}

refused(raw) if count(denied.deny) == 1 with input as with_input(raw) with data.params as params(["AGPL-*", "SSPL-1.0"], [], [])

test_a_refused_licence_is_denied if refused("AGPL-3.0-only")

test_a_choice_is_fine if not refused("MIT OR AGPL-3.0-only")

test_both_are_needed if refused("MIT AND AGPL-3.0-only")

test_choices_within_parentheses_are_choices if not refused("(MIT OR AGPL-3.0-only) AND Apache-2.0")

test_no_way_around_is_denied if refused("(AGPL-3.0-only OR SSPL-1.0) AND MIT")

test_exceptions_of_licences_are_seen_through if refused("AGPL-3.0-only WITH Classpath-exception-2.0")

test_others_are_fine if not refused("Apache-2.0")

test_review_is_only_a_warning if {
	count(denied.warn) == 1 with input as with_input("GPL-3.0-only") with data.params as params([], ["GPL-*"], [])
	count(denied.deny) == 0 with input as with_input("GPL-3.0-only") with data.params as params([], ["GPL-*"], [])
}

test_packages_may_be_excepted if {
	count(denied.deny) == 0 with input as with_input("AGPL-3.0-only") with data.params as params(["AGPL-*"], [], ["pkg:npm/x@*"])
}
