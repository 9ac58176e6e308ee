# METADATA
# title: The image was built not long ago
# description: An image that is not rebuilt misses the fixes of its base and its packages.
# custom:
#   code: IMG-006
#   severity: medium
#   needs: [image]
#   optional: [attestation]
#   aliases: ["kv:block-stale-images", CIS-4.4]
#   remediation: Rebuild on the current base, and do so on a schedule.
#   rationale: What was safe when it was built need not be safe today.
#   seed: ["1.2", "9.2"]
#   params:
#     max_age_days:
#       description: The most days since the build.
#       schema: {type: integer, minimum: 1}
#       merge: min
#       default: 90
package std.image.age

import data.std.lib.documents

params := data.params["std/image/age"]

# Reproducible builds set the config's date to some fixed one: the provenance knows better.
built(_) := finished if {
	times := [statement.slsa.finishedOn | some statement in input.documents.attestation; not documents.is_about_base(statement); is_string(statement.slsa.finishedOn)]
	count(times) > 0
	finished := max(times)
}

built(image) := image.created if {
	count([1 | some statement in input.documents.attestation; not documents.is_about_base(statement); is_string(statement.slsa.finishedOn)]) == 0
	is_string(image.created)
	not fixed(image.created)
}

fixed(created) if startswith(created, "1970-01-01")

fixed(created) if startswith(created, "1980-01-01")

fixed(created) if startswith(created, "0001-01-01")

deny contains finding if {
	some image in input.documents.image
	days := documents.age_days(built(image))
	days > params.max_age_days
	finding := {
		"message": sprintf("the image was built %d days ago, more than %d", [floor(days), params.max_age_days]),
		"at": documents.place(image, {}),
		"term": "age",
		"evidence": {"built": built(image)},
	}
}

unknown contains finding if {
	some image in input.documents.image
	is_object(image.config)
	not built(image)
	finding := {
		"message": "when the image was built is not known",
		"at": documents.place(image, {}),
		"term": "age",
	}
}
