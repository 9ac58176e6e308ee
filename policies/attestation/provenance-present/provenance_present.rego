# METADATA
# title: The image has provenance
# description: A statement, verified and about the image's digest, says who built it from what.
# custom:
#   code: ATT-002
#   severity: high
#   needs: [attestation]
#   optional: [image]
#   aliases: ["cf:slsa_provenance_available", "cf:attestation_type"]
#   remediation: Let the builder write SLSA provenance, such as with `docker buildx build --provenance=mode=max`.
#   rationale: Without it nobody can tell an image of the pipeline from one of a laptop.
#   seed: ["1.1"]
#   params:
#     predicate_types:
#       description: Globs of predicate types that are accepted.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["https://slsa.dev/provenance/v1*", "https://slsa.dev/provenance/v0.2*"]
package std.attestation.provenance_present

import data.std.lib.documents

params := data.params["std/attestation/provenance-present"]

# Statements of an accepted type; one that was tried and does not hold says nothing.
provenance := [document |
	some document in input.documents.attestation
	documents.matches_any(params.predicate_types, document.statement.predicateType)
	not documents.is_refuted(document)
]

# Without an image among the documents the subject is what the statements are about.
is_about_subject(_) if count(object.get(input.documents, "image", [])) == 0

is_about_subject(document) if documents.is_about_image(document)

good := [document |
	some document in provenance
	document.verified == true
	is_about_subject(document)
]

deny contains finding if {
	count(good) == 0
	count(unknown) == 0
	first := input.documents.attestation[0]
	finding := {
		"message": "no statement about the image's provenance is among the documents",
		"at": documents.place(first, {}),
		"term": "provenance",
	}
}

unknown contains finding if {
	count(good) == 0
	some document in provenance
	document.verified == false
	is_about_subject(document)
	finding := {
		"message": "a statement about the image's provenance is there, but nobody has verified it here",
		"at": documents.place(document, {}),
		"term": "provenance",
	}
}

unknown contains finding if {
	count(good) == 0
	some document in provenance
	not is_about_subject(document)
	documents.is_about_unknown(document)
	finding := {
		"message": "whether the statement is about this image cannot be told: the digest of one of them is not known",
		"at": documents.place(document, {}),
		"term": "provenance",
	}
}
