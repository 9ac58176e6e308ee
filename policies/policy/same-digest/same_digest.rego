# METADATA
# title: All documents speak about the same image
# description: Image, SBOM, report, signatures and statements of one subject name the same digest, and the same commit of its repository.
# custom:
#   code: POL-003
#   severity: high
#   needs: []
#   optional: [image, sbom, scan, signature, attestation]
#   remediation: Make all documents from the image that is to be released.
#   rationale: Documents of several images make one clean bill that belongs to none of them.
#   seed: ["9.3"]
package std.policy.same_digest

import data.std.lib.documents

deny contains finding if {
	some contradiction in input.subject.contradictions
	contradiction.what == "digest"
	some entry in contradiction.values
	not is_own(entry)
	some document in speakers(entry)
	finding := {
		"message": sprintf("this document is about %s, the image is %s", [entry.value, own_name]),
		"at": documents.place(document, {}),
		"term": entry.value,
	}
}

deny contains finding if {
	some contradiction in input.subject.contradictions
	contradiction.what == "commit"
	some entry in contradiction.values
	some document in speakers(entry)
	finding := {
		"message": sprintf("other documents name other commits of the same repository than %s", [entry.value]),
		"at": documents.place(document, {}),
		"term": entry.value,
	}
}

# What the subject's own image goes by.
own_names := {name |
	some key in ["digest", "indexDigest", "id"]
	name := input.subject.image[key]
	is_string(name)
}

shown_names := {name |
	some key in ["digest", "indexDigest"]
	name := input.subject.image[key]
	is_string(name)
}

own_name := concat(", ", sort(shown_names)) if count(shown_names) > 0

own_name := object.get(input.subject, ["image", "id"], "another one") if count(shown_names) == 0

is_own(entry) if entry.value in own_names

is_own(entry) if {
	some image in input.documents.image
	image.uri in entry.uris
	count({name | some key in ["digest", "id"]; name := image[key]} & own_names) > 0
}

# The documents that say so; what a declaration says is known from the others.
speakers(entry) := [document |
	some kind, list in input.documents
	some document in list
	document.uri in entry.uris
]
