# METADATA
# title: Signatures are about this image
# description: A signature that names another digest is about another image.
# custom:
#   code: SIG-002
#   severity: critical
#   needs: [signature, image]
#   remediation: Sign the digest that the push returned.
#   rationale: A true signature of an old image must not vouch for a new one.
#   seed: ["8.3"]
#   params:
#     allow_index_parent:
#       description: Whether a signature of the index covers the platform's image.
#       schema: {type: boolean}
#       merge: and
#       default: true
package std.signature.digest_match

import data.std.lib.documents

params := data.params["std/signature/digest-match"]

# The digest of the image itself; that of its index where that may stand for it.
known contains digest if {
	some image in input.documents.image
	digest := image.digest
	is_string(digest)
}

known contains digest if {
	params.allow_index_parent
	some digest in documents.subject_digests
}

# Signatures of files that lie beside the image, such as of its bill of materials, are about those; signatures of bases about bases.
signatures := [signature |
	some signature in input.documents.signature
	object.get(signature, "target", "unknown") != "file"
	not documents.is_about_base(signature)
]

deny contains finding if {
	count(known) > 0
	some signature in signatures
	claimed := documents.claimed_digests(signature)
	count(claimed) > 0
	count(claimed & known) == 0
	finding := {
		"message": sprintf("the signature is about %s, which is not this image", [concat(", ", sort(claimed))]),
		"at": documents.place(signature, {}),
		"term": concat(" ", sort(claimed)),
	}
}

unknown contains finding if {
	count(known) == 0
	some signature in signatures
	finding := {
		"message": "the digest of the image is not known, so no signature can be matched with it",
		"at": documents.place(signature, {}),
		"term": "image",
	}
}

unknown contains finding if {
	count(known) > 0
	some signature in signatures
	count(documents.claimed_digests(signature)) == 0
	finding := {
		"message": "the signature does not say which digest it is about",
		"at": documents.place(signature, {}),
		"term": "signature",
	}
}
