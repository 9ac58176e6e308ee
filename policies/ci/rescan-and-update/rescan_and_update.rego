# METADATA
# title: Images are looked at again and updated by schedule
# description: A workflow scans on a schedule, and a bot proposes updates of bases and actions.
# custom:
#   code: CIW-017
#   severity: low
#   needs: [ci]
#   optional: [context]
#   aliases: ["sc:Dependency-Update-Tool", "zz:dependabot-cooldown"]
#   remediation: Add a `schedule` to the scanning workflow, and a dependabot.yml or renovate.json.
#   rationale: An image that was clean when it was built does not stay so.
#   seed: ["9.2", "9.4"]
#   params:
#     require_update_bot:
#       description: Whether a configuration of Dependabot or Renovate must be there.
#       schema: {type: boolean}
#       merge: or
#       default: false
package std.ci.rescan_and_update

import data.std.lib.workflows

params := data.params["std/ci/rescan-and-update"]

scheduled if {
	some found in array.concat(workflows.doing("image-scan"), workflows.doing("dependency-scan"))
	"schedule" in workflows.triggers(found.document)
}

# A build on a schedule that scans nothing is at least a new image.
scheduled if {
	some found in workflows.doing("build")
	"schedule" in workflows.triggers(found.document)
}

deny contains finding if {
	count(workflows.doing("build")) > 0
	not scheduled
	found := workflows.doing("build")[0]
	finding := {
		"message": "nothing scans or rebuilds the image on a schedule",
		"at": found.at,
		"term": "schedule",
	}
}

bot if {
	some context in input.documents.context
	some file in context.files
	regex.match(`(^|/)(\.github/dependabot\.ya?ml|renovate\.json5?|\.renovaterc(\.json)?)$`, file.path)
}

deny contains finding if {
	params.require_update_bot
	count(workflows.doing("build")) > 0
	not bot
	found := workflows.doing("build")[0]
	finding := {
		"message": "no bot proposes updates",
		"at": found.at,
		"term": "bot",
	}
}
