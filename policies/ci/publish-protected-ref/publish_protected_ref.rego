# METADATA
# title: Only protected refs publish
# description: Nobody pushes or signs from a pull request or from any branch.
# custom:
#   code: CIW-011
#   severity: high
#   needs: [ci]
#   remediation: Let the job run only `if` the ref is the release branch or a release tag, or start the workflow only there.
#   rationale: Otherwise anybody who can open a pull request can publish an image.
#   seed: ["8.2", "9.4"]
#   params:
#     release_refs:
#       description: Globs of branches and tags that may publish.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [main, master, "release/*", "v*", "releases/*"]
package std.ci.publish_protected_ref

import data.std.lib.workflows

params := data.params["std/ci/publish-protected-ref"]

outside := {"pull_request", "pull_request_target", "issue_comment", "workflow_run", "merge_request_event"}

# A condition that names a ref or excludes pull requests.
guarded(found) if {
	some text in workflows.conditions(found)
	regex.match(`github\.ref(_name|_type|_protected)?\b|github\.event_name *[!=]=|refs/(heads|tags)|CI_COMMIT_(BRANCH|TAG|REF)|CI_DEFAULT_BRANCH|CI_PIPELINE_SOURCE|startsWith\(github\.ref`, text)
}

# Whether pushing itself hangs on the ref: `push: ${{ github.event_name != 'pull_request' }}`.
guarded(found) if {
	text := found.step["with"].push
	is_string(text)
	regex.match(`github\.(event_name|ref)`, text)
}

guarded(found) if {
	some environment in [found.job.environment]
	environment
}

branches(document) := {name |
	some trigger in document.triggers
	is_object(trigger)
	object.get(trigger, "name", object.get(trigger, "event", "")) == "push"
	some name in array.concat(object.get(trigger, "branches", []), object.get(trigger, "tags", []))
} | {name |
	is_object(document.triggers)
	some key in ["branches", "tags"]
	some name in document.triggers.push[key]
}

allowed(name) if {
	some pattern in params.release_refs
	glob.match(pattern, null, name)
}

allowed(name) if name in params.release_refs

publishing := array.concat(workflows.doing("push"), workflows.doing("sign"))

deny contains finding if {
	some found in publishing
	some trigger in workflows.triggers(found.document)
	trigger in outside
	not guarded(found)
	finding := {
		"message": sprintf("an image is published on `%s`", [trigger]),
		"at": found.at,
		"term": sprintf("%s %s", [found.job.id, trigger]),
	}
}

deny contains finding if {
	some found in publishing
	"push" in workflows.triggers(found.document)
	not guarded(found)
	names := branches(found.document)
	loose := sort([name | some name in names; not allowed(name)])
	count(loose) > 0
	finding := {
		"message": sprintf("an image is published from %s", [concat(", ", loose)]),
		"at": found.at,
		"term": sprintf("%s %s", [found.job.id, concat(" ", loose)]),
	}
}

deny contains finding if {
	some found in publishing
	"push" in workflows.triggers(found.document)
	found.document.system == "github"
	not guarded(found)
	count(branches(found.document)) == 0
	finding := {
		"message": "an image is published from every branch",
		"at": found.at,
		"term": sprintf("%s push", [found.job.id]),
	}
}
