# METADATA
# title: The pipeline does not mend dependencies by itself
# description: "`npm audit fix` in a release pipeline builds with versions that nobody reviewed."
# custom:
#   code: CIW-016
#   severity: info
#   needs: [ci]
#   remediation: Let the audit fail, and take updates by pull request.
#   rationale: A fix that is only in the image is gone with the next build, or breaks this one.
#   seed: ["7.2"]
package std.ci.no_auto_fix

import data.std.lib.workflows

# A job that opens a pull request shows its changes to somebody.
reviewed(found) if {
	some step in found.job.steps
	regex.match(`create-pull-request|gh pr create|hub pull-request|glab mr create|merge_request\.create`, sprintf("%v %s", [object.get(step, ["uses", "raw"], ""), object.get({"text": workflows.script(step)}, "text", "")]))
}

reviewed(found) if {
	some step in found.job.steps
	workflows.action(step) == "peter-evans/create-pull-request"
}

deny contains finding if {
	some found in workflows.commands
	regex.match(`^(npm audit fix|yarn audit fix|pnpm audit --fix|safety .*--apply|pip-audit .*--fix|snyk (fix|wizard))`, workflows.line(found.command))
	not reviewed(found)
	finding := {
		"message": sprintf("`%s` changes dependencies that nobody reviews", [workflows.line(found.command)]),
		"at": found.at,
		"term": workflows.line(found.command),
	}
}
