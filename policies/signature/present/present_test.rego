package std.signature.present_test

import data.std.signature.present

with_input(signatures) := {"documents": {"image": [{"uri": "i.json", "digest": "sha256:1", "indexDigest": "sha256:9"}], "signature": signatures}}

params(kinds) := {"std/signature/present": {"required_kinds": kinds}}

signed(digest, verified) := {"uri": "s.json", "verified": verified, "digest": digest, "signatureKind": "key"}

test_no_signature_is_denied if count(present.deny) == 1 with input as with_input([]) with data.params as params([])

test_a_verified_signature_is_enough if {
	count(present.deny) == 0 with input as with_input([signed("sha256:1", true)]) with data.params as params([])
}

test_the_index_may_be_signed if {
	count(present.deny) == 0 with input as with_input([signed("sha256:9", true)]) with data.params as params([])
}

test_a_signature_of_another_image_does_not_count if {
	count(present.deny) == 1 with input as with_input([signed("sha256:2", true)]) with data.params as params([])
}

test_a_claim_is_unknown if {
	count(present.unknown) == 1 with input as with_input([signed("sha256:1", false)]) with data.params as params([])
	count(present.deny) == 0 with input as with_input([signed("sha256:1", false)]) with data.params as params([])
}

test_kinds_may_be_required if {
	count(present.deny) == 1 with input as with_input([signed("sha256:1", true)]) with data.params as params(["keyless"])
}

test_a_signature_that_does_not_hold_is_none if {
	broken := object.union(signed("sha256:1", false), {"assurance": "failed"})
	count(present.deny) == 1 with input as with_input([broken]) with data.params as params([])
	count(present.unknown) == 0 with input as with_input([broken]) with data.params as params([])
}

test_a_signature_of_a_file_is_none_of_the_image if {
	file := object.union(signed("sha256:1", true), {"target": "file"})
	count(present.deny) == 1 with input as with_input([file]) with data.params as params([])
}

test_without_a_digest_of_the_image_nothing_is_known if {
	bare := {"subject": {"image": {"digest": "sha256:1"}}, "documents": {"image": [{"uri": "i.json"}], "signature": [signed("sha256:1", true)]}}
	count(present.unknown) == 1 with input as bare with data.params as params([])
	count(present.deny) == 0 with input as bare with data.params as params([])
}

test_without_a_digest_in_the_signature_nothing_is_known if {
	count(present.unknown) == 1 with input as with_input([signed(null, true)]) with data.params as params([])
}

test_a_good_signature_is_enough_beside_others if {
	signatures := [signed("sha256:2", true), signed(null, false), signed("sha256:1", true)]
	count(present.unknown | present.deny) == 0 with input as with_input(signatures) with data.params as params([])
}
