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

# A signature that was tried and does not hold is none, and that of a file is not one of the image.
candidates := [signature |
	some signature in input.documents.signature
	accepted(signature)
	not documents.is_refuted(signature)
	object.get(signature, "target", "unknown") != "file"
]

good := [signature |
	some signature in candidates
	signature.verified == true
	documents.is_about_image(signature)
]

deny contains finding if {
	some image in input.documents.image
	count(good) == 0
	count(unknown) == 0
	finding := {
		"message": "no signature of this image is among the documents",
		"at": documents.place(image, {}),
		"term": "signature",
	}
}

unknown contains finding if {
	count(good) == 0
	some signature in candidates
	signature.verified == false
	documents.is_about_image(signature)
	finding := {
		"message": "somebody says that the image is signed, but nobody has verified it here",
		"at": documents.place(signature, {}),
		"term": "signature",
	}
}

unknown contains finding if {
	count(good) == 0
	some signature in candidates
	documents.is_about_unknown(signature)
	finding := {
		"message": "whether the signature is one of this image cannot be told: the digest of one of them is not known",
		"at": documents.place(signature, {}),
		"term": "signature",
	}
}
