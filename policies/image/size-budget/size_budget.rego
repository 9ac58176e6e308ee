# METADATA
# title: The image stays within its budget
# description: The sum of its layers' sizes, as far as they are known.
# custom:
#   code: IMG-005
#   severity: low
#   needs: [image]
#   aliases: ["kv:block-large-images"]
#   remediation: Use a smaller base, several stages and an ignore file.
#   rationale: Every megabyte is pulled on every node, and most of it holds code that never runs.
#   seed: ["3.1", "4.1"]
#   params:
#     max_bytes:
#       description: The most that all layers together may take.
#       schema: {type: integer, minimum: 1}
#       merge: min
#       default: 500000000
package std.image.size_budget

import data.std.lib.documents

params := data.params["std/image/size-budget"]

sizes(image) := [layer.size | some layer in image.layers; is_number(layer.size)]

deny contains finding if {
	some image in input.documents.image
	total := sum(sizes(image))
	total > params.max_bytes
	finding := {
		"message": sprintf("the layers take %d MB, more than %d MB", [round(total / 1000000), round(params.max_bytes / 1000000)]),
		"at": documents.place(image, {}),
		"term": "size",
		"evidence": {"bytes": total},
	}
}
