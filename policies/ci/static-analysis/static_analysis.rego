# METADATA
# title: The pipeline analyses the code
# description: Some step looks for faults and secrets in the sources before an image is built from them.
# custom:
#   code: CIW-002
#   severity: medium
#   needs: [ci]
#   aliases: ["sc:SAST"]
#   remediation: Add a step of CodeQL, Semgrep, gosec or the like, and one of gitleaks.
#   rationale: What a machine can find before the build should not wait for a person.
#   seed: ["8.1"]
#   params:
#     step_classes:
#       description: Classes of steps of which each must be there.
#       schema: {type: array, items: {enum: [sast, secret-scan]}}
#       merge: union
#       default: [sast, secret-scan]
package std.ci.static_analysis

import data.std.lib.workflows

params := data.params["std/ci/static-analysis"]

# Only pipelines that build images are asked.
builds if count(workflows.doing("build")) > 0

names := {"sast": "static analysis", "secret-scan": "a search for secrets"}

deny contains finding if {
	builds
	some class in params.step_classes
	count(workflows.doing(class)) == 0
	found := workflows.doing("build")[0]
	finding := {
		"message": sprintf("no step does %s", [names[class]]),
		"at": found.at,
		"term": class,
	}
}
