# METADATA
# title: The image has provenance
# description: A statement says who built the image from what.
# custom:
#   code: ATT-002
#   severity: high
#   needs: [attestation]
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

accepted(document) if documents.matches_any(params.predicate_types, document.statement.predicateType)

deny contains finding if {
	statements := input.documents.attestation
	count(statements) > 0
	count([document | some document in statements; accepted(document)]) == 0
	finding := {
		"message": "no statement about the image's provenance is among the documents",
		"at": documents.place(statements[0], {}),
		"term": "provenance",
	}
}
