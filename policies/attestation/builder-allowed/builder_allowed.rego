# METADATA
# title: The image was built by a builder that you trust
# description: The builder of the provenance is one that the organisation names.
# custom:
#   code: ATT-004
#   severity: high
#   needs: [attestation]
#   aliases: ["cf:slsa_build_build_service"]
#   remediation: Build in the organisation's pipeline.
#   rationale: A builder that anybody controls builds what anybody likes.
#   seed: ["1.1"]
#   params:
#     builders:
#       description: Globs of builder ids.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
#     build_types:
#       description: Globs of build types; empty for any.
#       schema: {type: array, items: {type: string}}
#       merge: replace
#       default: []
package std.attestation.builder_allowed

import data.std.lib.documents

params := data.params["std/attestation/builder-allowed"]

# A statement that was tried and does not hold says nothing.
provenance := [document |
	some document in input.documents.attestation
	is_object(document.slsa)
	not documents.is_refuted(document)
]

builder(document) := document.slsa.builder if is_string(document.slsa.builder)

builder(document) := document.slsa.builder.id if is_object(document.slsa.builder)

deny contains finding if {
	count(params.builders) > 0
	some document in provenance
	id := builder(document)
	not documents.matches_any(params.builders, id)
	finding := {
		"message": sprintf("the builder `%s` is not one of yours", [id]),
		"at": documents.place(document, {}),
		"term": id,
	}
}

deny contains finding if {
	count(params.build_types) > 0
	some document in provenance
	kind := document.slsa.buildType
	not documents.matches_any(params.build_types, kind)
	finding := {
		"message": sprintf("the build type `%s` is not one of yours", [kind]),
		"at": documents.place(document, {}),
		"term": kind,
	}
}

unknown contains finding if {
	count(params.builders) == 0
	some document in provenance
	finding := {
		"message": sprintf("nobody has said whether the builder `%v` is trusted", [builder(document)]),
		"at": documents.place(document, {}),
		"term": builder(document),
	}
}

# A builder that a statement names is only known where the statement was verified.
unknown contains finding if {
	count(params.builders) > 0
	some document in provenance
	document.verified == false
	documents.matches_any(params.builders, builder(document))
	finding := {
		"message": sprintf("it seems that `%s` has built the image, but nobody has verified it here", [builder(document)]),
		"at": documents.place(document, {}),
		"term": builder(document),
	}
}
