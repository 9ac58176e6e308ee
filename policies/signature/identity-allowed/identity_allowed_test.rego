package std.signature.identity_allowed_test

import data.std.signature.identity_allowed

with_input(signature) := {"documents": {"signature": [object.union({"uri": "s.json"}, signature)]}}

params(keys, identities) := {"std/signature/identity-allowed": {"keys": keys, "identities": identities}}

findings(signature, keys, identities) := found if {
	found := identity_allowed.deny with input as with_input(signature) with data.params as params(keys, identities)
}

keyless := {"identity": {"issuer": "https://token.example", "san": "https://git.example/acme/app/release.yml@refs/heads/main"}}

rule(subject) := {"issuer": "https://token.example", "subject": subject}

test_a_stranger_is_denied if count(findings({"identity": {"issuer": "x", "san": "y"}}, [], [rule("https://git.example/.*")])) == 1

test_an_allowed_identity_is_fine if {
	count(findings(keyless, [], [rule(`https://git\.example/acme/app/release\.yml@refs/heads/main`)])) == 0
}

test_patterns_are_anchored if count(findings(keyless, [], [rule("acme/app")])) == 1

test_keys_count if {
	count(findings({"keyFingerprint": "k1"}, ["k1"], [])) == 0
	count(findings({"keyFingerprint": "k2"}, ["k1"], [])) == 1
}

test_patterns_for_everybody_are_denied if count(findings(keyless, [], [rule(".*")])) == 1

test_nobody_named_is_unknown if {
	count(identity_allowed.unknown) == 1 with input as with_input(keyless) with data.params as params([], [])
}

test_names_that_nobody_verified_are_unknown if {
	claim := object.union(keyless, {"verified": false})
	names := params([], [rule("https://git.example/.*")])
	count(identity_allowed.unknown) == 1 with input as with_input(claim) with data.params as names
	count(identity_allowed.deny) == 0 with input as with_input(claim) with data.params as names
}

test_a_signature_that_does_not_hold_is_nobodys if {
	broken := {"verified": false, "assurance": "failed", "keyFingerprint": "k2"}
	count(findings(broken, ["k1"], [])) == 0
}

test_a_key_without_a_name_is_unknown if {
	count(identity_allowed.unknown) == 1 with input as with_input({"verified": false, "identity": null, "keyFingerprint": null}) with data.params as params(["k1"], [])
}
