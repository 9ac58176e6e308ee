package std.license.denied_test

import data.std.license.denied

with_licence(licence) := {"documents": {"sbom": [{"uri": "bom.json", "components": [{"name": "x", "purl": {"raw": "pkg:npm/x@1"}, "licences": [licence], "ptr": "/components/0"}]}]}}

# Ways to satisfy the expressions of these tests, as the reader of documents spreads them out.
ways := {
	"AGPL-3.0-only": [["AGPL-3.0-only"]],
	"GPL-3.0-only": [["GPL-3.0-only"]],
	"Apache-2.0": [["Apache-2.0"]],
	"MIT OR AGPL-3.0-only": [["MIT"], ["AGPL-3.0-only"]],
	"MIT AND AGPL-3.0-only": [["MIT", "AGPL-3.0-only"]],
	"(MIT OR AGPL-3.0-only) AND Apache-2.0": [["MIT", "Apache-2.0"], ["AGPL-3.0-only", "Apache-2.0"]],
	"(AGPL-3.0-only OR SSPL-1.0) AND MIT": [["AGPL-3.0-only", "MIT"], ["SSPL-1.0", "MIT"]],
	"AGPL-3.0-only WITH Classpath-exception-2.0": [["AGPL-3.0-only WITH Classpath-exception-2.0"]],
}

with_input(raw) := with_licence({"raw": raw, "valid": true, "alternatives": ways[raw], "ids": [], "refs": []})

text(raw) := {"raw": raw, "valid": false, "alternatives": null, "ids": [], "refs": []}

refused_text(raw) if count(denied.deny) == 1 with input as with_licence(text(raw)) with data.params as params(["AGPL-*", "*Commons-Clause*"], [], [])

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

test_texts_are_searched_for_refused_licences if {
	refused_text("MIT plus Commons-Clause")
	refused_text("AGPL-3.0, MIT")
	refused_text("(Foo OR Bar) AND AGPL-3.0")
	not refused_text("do what you like")
}

test_texts_may_offer_a_choice if not refused_text("Foo OR AGPL-3.0")

test_every_licence_of_a_long_expression_counts if {
	long := {"raw": "…", "valid": true, "alternatives": null, "ids": ["MIT", "AGPL-3.0-only"], "refs": []}
	count(denied.deny) == 1 with input as with_licence(long) with data.params as params(["AGPL-*"], [], [])
}
