# METADATA
# title: The image is signed
# description: A verified signature for the subject's digest, or for the index that it belongs to, is among the documents.
# custom:
#   code: SIG-001
#   severity: high
#   needs: [image]
#   optional: [signature]
#   aliases: [CIS-4.5, CIS-4.12, CIS-DI-0005, "kv:verify-image"]
#   remediation: Sign the digest after the push, and give the verified signature to the gate.
#   rationale: Without a signature anybody who can write to the registry can deliver an image.
#   seed: ["1.1", "8.3", "9.4"]
#   params:
#     required_kinds:
#       description: Kinds of signatures of which one must be there; empty for any.
#       schema: {type: array, items: {type: string}}
#       merge: replace
#       default: []
package std.signature.present

import data.std.lib.documents

params := data.params["std/signature/present"]

accepted(_) if count(params.required_kinds) == 0

accepted(signature) if signature.signatureKind in params.required_kinds

about_subject(signature) if {
	some digest in documents.claimed_digests(signature)
	digest in documents.subject_digests
}

# Without a digest of the image, the match is left to the verifier.
about_subject(_) if count(documents.subject_digests) == 0

good := [signature |
	some signature in input.documents.signature
	signature.verified == true
	accepted(signature)
	about_subject(signature)
]

# What nobody has verified here; a signature that was tried and does not hold is none.
claims := [signature |
	some signature in input.documents.signature
	signature.verified == false
	not refuted(signature)
	accepted(signature)
	about_subject(signature)
]

refuted(signature) if signature.assurance == "failed"

deny contains finding if {
	some image in input.documents.image
	count(good) == 0
	count(claims) == 0
	finding := {
		"message": "no signature of this image is among the documents",
		"at": documents.place(image, {}),
		"term": "signature",
	}
}

unknown contains finding if {
	count(good) == 0
	some signature in claims
	finding := {
		"message": "somebody says that the image is signed, but nobody has verified it here",
		"at": documents.place(signature, {}),
		"term": "signature",
	}
}
