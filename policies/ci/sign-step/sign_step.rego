# METADATA
# title: Published images are signed
# description: A pipeline that pushes an image signs it as well.
# custom:
#   code: CIW-009
#   severity: high
#   level: warn
#   needs: [ci]
#   aliases: [CKV_GHA_5]
#   remediation: Add `cosign sign --yes <image>@<digest>` after the push.
#   rationale: Without a signature nobody can tell the pipeline's image from another one.
#   seed: ["8.1"]
#   params:
#     signers:
#       description: Patterns (RE2) of command lines and actions that sign, beside those of the shipped table.
#       schema: {type: array, items: {type: string}}
#       merge: replace
#       default: []
package std.ci.sign_step

import data.std.lib.workflows

params := data.params["std/ci/sign-step"]

signs(found) if "sign" in workflows.classes(found.step)

signs(found) if {
	some command in found.step.run.commands
	some pattern in params.signers
	regex.match(pattern, workflows.line(command))
}

signs(found) if {
	some pattern in params.signers
	regex.match(pattern, workflows.action(found.step))
}

# Previews of pull requests are thrown away.
preview(found) if workflows.triggers(found.document) == {"pull_request"}

deny contains finding if {
	some push in workflows.doing("push")
	not preview(push)
	count([found | some found in workflows.steps; signs(found)]) == 0
	finding := {
		"message": "the pushed image is never signed",
		"at": push.at,
		"term": push.job.id,
	}
}
