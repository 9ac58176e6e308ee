# METADATA
# title: All documents speak about the same image
# description: Image, SBOM, report, signatures and statements of one subject name the same digest.
# custom:
#   code: POL-003
#   severity: high
#   needs: [image]
#   optional: [sbom, scan, signature, attestation]
#   remediation: Make all documents from the image that is to be released.
#   rationale: Documents of several images make one clean bill that belongs to none of them.
#   seed: ["9.3"]
package std.policy.same_digest

import data.std.lib.documents

# What each document says it is about.
claims := array.concat(
	[{"document": document, "digests": documents.claimed_digests(document)} |
		some kind in ["signature", "attestation"]
		some document in input.documents[kind]
		not documents.is_about_base(document)
		object.get(document, "target", "unknown") != "file"
	],
	array.concat(
		[{"document": document, "digests": {digest | digest := document.subject.digest; is_string(digest)}} | some document in input.documents.scan],
		[{"document": document, "digests": {digest | digest := document.document.subject.digest; is_string(digest)}} | some document in input.documents.sbom],
	),
)

deny contains finding if {
	count(documents.subject_digests) > 0
	some claim in claims
	count(claim.digests) > 0
	count(claim.digests & documents.subject_digests) == 0
	finding := {
		"message": sprintf("this document is about %s, the image is %s", [concat(", ", sort(claim.digests)), concat(", ", sort(documents.subject_digests))]),
		"at": documents.place(claim.document, {}),
		"term": concat(" ", sort(claim.digests)),
	}
}
