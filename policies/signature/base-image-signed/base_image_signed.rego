# METADATA
# title: The base image is signed
# description: For the digest of every base there is a verified signature among the documents.
# custom:
#   code: SIG-007
#   severity: medium
#   level: shadow
#   needs: [dockerfile]
#   optional: [signature]
#   aliases: [CIS-4.2, CIS-DI-0005]
#   remediation: Pin the base by digest, verify its signature, and give the result to the gate.
#   rationale: A base that somebody replaced is in every image built on it.
#   seed: ["1.2"]
package std.signature.base_image_signed

import data.std.lib.dockerfile as lib
import data.std.lib.documents

signed := {digest |
	some signature in input.documents.signature
	signature.verified == true
	object.get(signature, "target", "unknown") != "file"
	some digest in documents.claimed_digests(signature)
}

bases := [ref | some ref in lib.base_refs; ref.use == "from"]

deny contains finding if {
	some ref in bases
	is_string(ref.digest)
	not ref.digest in signed
	finding := {
		"message": sprintf("no verified signature of the base `%s` is among the documents", [ref.resolved]),
		"at": ref.loc,
		"term": ref.digest,
	}
}

unknown contains finding if {
	some ref in bases
	is_null(ref.digest)
	count(ref.unresolved) == 0
	finding := {
		"message": sprintf("`%s` has no digest, so no signature can be matched with it", [ref.resolved]),
		"at": ref.loc,
		"term": lib.image_name(ref),
	}
}
