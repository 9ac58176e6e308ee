package std.admission.covers_all_test

import data.std.admission.covers_all

terms(globs, excludes, allowed) := {finding.term | some finding in found} if {
	params := {"std/admission/covers-all": {"allowed_exclusions": allowed}}
	found := covers_all.deny with input as {"documents": {"admission": [{"uri": "p.yaml", "verify": [{"engine": "sigstore", "globs": globs, "excludes": excludes}]}]}} with data.params as params
}

test_a_gap_is_denied if terms(["ghcr.io/a/*"], [], []) == {"images"}

test_everything_is_fine if terms(["**"], [], []) == set()

test_unknown_exclusions_are_denied if terms(["**"], ["dev"], ["kube-system"]) == {"dev"}

test_known_exclusions_are_fine if terms(["**"], ["kube-system"], ["kube-*"]) == set()
