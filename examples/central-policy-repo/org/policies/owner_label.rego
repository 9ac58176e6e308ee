# METADATA
# title: Images say which team owns them
# description: Whoever finds a problem in an image must find its owner in seconds.
# custom:
#   code: ACM-001
#   severity: medium
#   needs: [dockerfile]
#   remediation: Add `LABEL com.acme.team="<team>"` to the final stage.
#   params:
#     label:
#       description: The label that names the team.
#       schema: {type: string}
#       merge: fixed
#       default: com.acme.team
package org.acme.dockerfile.owner_label

import data.std.lib.dockerfile as lib

label := data.params["org/acme/dockerfile/owner-label"].label

deny contains finding if {
	some stage in lib.final_stages
	not labelled(stage)
	finding := {
		"message": sprintf("the image has no label `%s`", [label]),
		"at": stage.from.loc,
	}
}

labelled(stage) if {
	some instruction in lib.instructions(stage, "LABEL")
	some pair in instruction.kv
	pair.k == label
}
