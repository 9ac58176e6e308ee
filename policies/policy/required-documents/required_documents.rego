# METADATA
# title: The gate gets the documents that it needs
# description: A subject that lacks documents is not judged by the rules about them.
# custom:
#   code: POL-002
#   severity: medium
#   needs: [image]
#   aliases: ["cf:tasks"]
#   remediation: Hand the missing documents to the gate.
#   rationale: What is not there cannot contradict anybody.
#   seed: ["1.3", "9.3"]
#   params:
#     required_kinds:
#       description: Kinds of documents that every image must come with.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
package std.policy.required_documents

import data.std.lib.documents

params := data.params["std/policy/required-documents"]

deny contains finding if {
	some kind in params.required_kinds
	count(object.get(input.documents, kind, [])) == 0
	image := input.documents.image[0]
	finding := {
		"message": sprintf("the subject has no document of the kind `%s`", [kind]),
		"at": documents.place(image, {}),
		"term": kind,
	}
}
