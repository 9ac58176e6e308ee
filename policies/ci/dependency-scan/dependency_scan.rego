# METADATA
# title: The pipeline scans dependencies before it builds
# description: A step looks for known vulnerabilities in the dependencies, and comes before the image.
# custom:
#   code: CIW-003
#   severity: high
#   level: warn
#   needs: [ci]
#   remediation: Add `npm audit`, `pip-audit`, `govulncheck`, Snyk or the like before the build.
#   rationale: A vulnerable dependency is cheapest to replace before it is built in.
#   seed: ["7.4", "8.1", "9.4"]
#   params:
#     require_licence:
#       description: Whether licences must be checked as well.
#       schema: {type: boolean}
#       merge: or
#       default: false
package std.ci.dependency_scan

import data.std.lib.workflows

params := data.params["std/ci/dependency-scan"]

# A called workflow may do it; nobody knows.
calls(document) if count(workflows.foreign(document)) > 0

unknown contains finding if {
	some document in workflows.pipelines
	calls(document)
	build := first_build(document)
	not scanned(build, "dependency-scan")
	finding := {
		"message": sprintf("whether dependencies are scanned before the build depends on %s, which is not at hand", [concat(", ", sort(workflows.foreign(document)))]),
		"at": build.at,
		"term": "dependency-scan",
	}
}

first_build(document) := [found | some found in workflows.doing("build"); found.document.uri == document.uri][0]

scanned(build, class) if {
	some found in workflows.doing(class)
	workflows.before(found, build)
}

scanned(build, class) if workflows.within(build.step, class, "build")

scanned(build, class) if {
	class in workflows.classes(build.step)
	not build.step.run.commands
}

# Another workflow of the repository, for pull requests or by schedule, does as well.
scanned(build, class) if {
	some found in workflows.doing(class)
	found.document.uri != build.document.uri
}

deny contains finding if {
	some document in input.documents.ci
	not calls(document)
	build := first_build(document)
	not scanned(build, "dependency-scan")
	finding := {
		"message": "the image is built before anything looked at its dependencies",
		"at": build.at,
		"term": "dependency-scan",
	}
}

deny contains finding if {
	params.require_licence
	some document in input.documents.ci
	not calls(document)
	build := first_build(document)
	not scanned(build, "licence")
	finding := {
		"message": "the image is built before anything looked at the licences",
		"at": build.at,
		"term": "licence",
	}
}
