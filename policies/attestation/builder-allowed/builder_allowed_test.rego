package std.attestation.builder_allowed_test

import data.std.attestation.builder_allowed

with_input := {"documents": {"attestation": [{"uri": "p.json", "slsa": {"builder": {"id": "https://git.example/builder@v1"}, "buildType": "https://example.com/build/v1"}}]}}

params(builders, types) := {"std/attestation/builder-allowed": {"builders": builders, "build_types": types}}

test_a_strange_builder_is_denied if {
	count(builder_allowed.deny) == 1 with input as with_input with data.params as params(["https://other.example/*"], [])
}

test_a_known_builder_is_fine if {
	count(builder_allowed.deny) == 0 with input as with_input with data.params as params(["https://git.example/*"], [])
}

test_build_types_count if {
	count(builder_allowed.deny) == 1 with input as with_input with data.params as params(["https://git.example/*"], ["https://slsa.dev/*"])
}

test_nobody_named_is_unknown if {
	count(builder_allowed.unknown) == 1 with input as with_input with data.params as params([], [])
}

test_a_builder_that_nobody_verified_is_unknown if {
	claim := {"documents": {"attestation": [object.union(with_input.documents.attestation[0], {"verified": false})]}}
	count(builder_allowed.unknown) == 1 with input as claim with data.params as params(["https://git.example/*"], [])
}
