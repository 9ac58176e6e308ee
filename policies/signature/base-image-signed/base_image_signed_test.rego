package std.signature.base_image_signed_test

import data.std.lib.testing
import data.std.signature.base_image_signed

with_input(digest, signatures) := object.union(testing.file([testing.changed([], {"from": object.union(testing.image("alpine:3"), {"digest": digest})})]), {"documents": {"signature": signatures}})

test_an_unsigned_base_is_denied if count(base_image_signed.deny) == 1 with input as with_input("sha256:1", [])

test_a_signed_base_is_fine if {
	count(base_image_signed.deny) == 0 with input as with_input("sha256:1", [{"verified": true, "digest": "sha256:1"}])
}

test_a_claim_is_not_enough if {
	count(base_image_signed.deny) == 1 with input as with_input("sha256:1", [{"verified": false, "digest": "sha256:1"}])
}

test_without_digest_nothing_is_known if count(base_image_signed.unknown) == 1 with input as with_input(null, [])
