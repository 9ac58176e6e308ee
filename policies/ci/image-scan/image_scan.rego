# METADATA
# title: Images are scanned before they are pushed
# description: What goes to the registry was looked at by a scanner in the same pipeline.
# custom:
#   code: CIW-004
#   severity: high
#   level: warn
#   needs: [ci]
#   remediation: Build, scan the built image with `--exit-code 1`, then push it.
#   rationale: Once it is in the registry, somebody will run it.
#   seed: ["8.1"]
package std.ci.image_scan

import data.std.lib.workflows

scanned(push) if {
	some found in workflows.doing("image-scan")
	workflows.before(found, push)
}

# One step may build, scan and push: a script, in which the order of the commands counts.
scanned(push) if workflows.within(push.step, "image-scan", "push")

# An adapter that gives no commands says what a step does, not in which order.
scanned(push) if {
	"image-scan" in workflows.classes(push.step)
	not push.step.run.commands
}

# A scan after the push stops at least what comes later.
late(push) if {
	some found in workflows.doing("image-scan")
	workflows.before(push, found)
}

late(push) if workflows.within(push.step, "push", "image-scan")

text(push) := "the image is scanned only after the push" if late(push)

text(push) := "the image is pushed without a scan" if not late(push)

deny contains finding if {
	some push in workflows.doing("push")
	not scanned(push)
	finding := {
		"message": text(push),
		"at": push.at,
		"term": push.job.id,
	}
}
