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
	found.document.system != "gitlab"
	some text in workflows.conditions(found)
	regex.match(`github\.ref(_name|_type|_protected)?\b|github\.event_name *[!=]=|refs/(heads|tags)|startsWith\(github\.ref`, text)
	not asks_for_outside(text)
}

# `== 'pull_request'` lets in what must stay out.
asks_for_outside(text) if regex.match(`(github\.event_name|CI_PIPELINE_SOURCE) *== *['"](pull_request(_target)?|issue_comment|workflow_run|merge_request_event|external_pull_request_event)['"]`, text)

# Every rule of GitLab that lets the job run, or every rule of its workflow, must name a ref.
guarded(found) if ruled(object.get(found.job, "rules", []))

guarded(found) if ruled(object.get(found.document, "rules", []))

ruled(rules) if {
	running := [rule | some rule in rules; rule.when != "never"]
	count(running) > 0
	every rule in running {
		names_ref(rule)
	}
}

names_ref(rule) if {
	is_string(rule["if"])
	regex.match(`CI_DEFAULT_BRANCH|CI_COMMIT_TAG|CI_COMMIT_REF_PROTECTED|CI_COMMIT_(BRANCH|REF_NAME|REF_SLUG) *(==|=~)`, rule["if"])
	not asks_for_outside(rule["if"])
	not loose_ref(rule["if"])
}

# A branch that must not publish is named.
loose_ref(text) if {
	some match in regex.find_all_string_submatch_n(`CI_COMMIT_(?:BRANCH|REF_NAME) *== *["']([^"']+)["']`, text, 20)
	not allowed(match[1])
	not contains(match[1], "$")
}

# Whether pushing itself hangs on the ref: `push: ${{ github.event_name != 'pull_request' }}`.
guarded(found) if {
	text := found.step["with"].push
	is_string(text)
	regex.match(`github\.(event_name|ref)`, text)
}

guarded(found) if {
	some environment in [found.job.environment]
	not environment in {null, ""}
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
	found.document.system != "gitlab"
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

# Jobs of GitLab say themselves in which pipelines they run.
deny contains finding if {
	some found in publishing
	found.document.system == "gitlab"
	not guarded(found)
	finding := {
		"message": sprintf("an image is published %s", [opened_to(found.job)]),
		"at": found.at,
		"term": sprintf("%s push", [found.job.id]),
	}
}

opened_to(job) := "on `merge_request_event`" if for_requests(job)

opened_to(job) := "from every branch" if not for_requests(job)

for_requests(job) if {
	some rule in job.rules
	is_string(rule["if"])
	asks_for_outside(rule["if"])
}
