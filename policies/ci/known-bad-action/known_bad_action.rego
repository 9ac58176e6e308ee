# METADATA
# title: No action with known trouble
# description: Actions that were attacked, retired or archived, and names that only look like those of others.
# custom:
#   code: CIW-022
#   severity: high
#   needs: [ci]
#   aliases: ["zz:known-vulnerable-actions", "zz:archived-uses", "zz:impostor-commit", "zz:ref-confusion", "zz:forbidden-uses", "zz:typosquat-uses"]
#   remediation: Move to the version that the message names, or to another action.
#   rationale: An action runs with the secrets of the workflow.
#   seed: ["8.2"]
#   params:
#     allow:
#       description: Globs of actions (owner/repo) that may be used; empty for all.
#       schema: {type: array, items: {type: string}}
#       merge: replace
#       default: []
#     deny:
#       description: Globs of actions that may not be used.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
#   checks:
#     vulnerable: {aliases: ["zz:known-vulnerable-actions"]}
#     archived: {aliases: ["zz:archived-uses"]}
#     typosquat: {aliases: ["zz:typosquat-uses"]}
#     forbidden: {aliases: ["zz:forbidden-uses"]}
package std.ci.known_bad_action

import data.std.lib.workflows

params := data.params["std/ci/known-bad-action"]

used := array.concat(
	[{"action": workflows.action(found.step), "ref": object.get(found.step.uses, "ref", ""), "step": found.step, "at": object.get(found.step.uses, "loc", found.at)} |
		some found in workflows.steps
		workflows.action(found.step)
	],
	[{"action": workflows.action(job), "ref": object.get(job.uses, "ref", ""), "step": job, "at": workflows.place(document, job.uses)} |
		some document in workflows.pipelines
		some job in document.jobs
		workflows.action(job)
	],
)

# The version of a tag, or of the comment behind a commit, as three numbers.
version(found) := numbers if {
	text := version_text(found)
	parts := regex.find_all_string_submatch_n(`^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?`, text, 1)[0]
	numbers := [to_number(part) | some at in [1, 2, 3]; part := filled(parts[at])]
}

filled("") := "0"

filled(text) := text if text != ""

version_text(found) := found.ref if not commit(found.ref)

version_text(found) := found.step.uses.comment if commit(found.ref)

commit(ref) if regex.match(`^[0-9a-f]{40}$`, ref)

# `v0` names the newest of its line; only exact versions and lines below the limit are older.
parts_of(text) := count(split(trim_prefix(text, "v"), "."))

bound(text) := [to_number(part) | some part in array.slice(array.concat(split(text, "."), ["0", "0"]), 0, 3)]

older(found, limit) if version(found) < array.slice(bound(limit), 0, 3)

deny contains finding if {
	some found in used
	entry := data.known_bad_actions.actions[found.action]
	older(found, entry.below)
	moving_allowed(found, entry)
	finding := {
		"check": "vulnerable",
		"message": sprintf("`%s` before %s: %s (%s)", [found.action, entry.below, entry.reason, entry.advisory]),
		"at": found.at,
		"term": sprintf("%s@%s", [found.action, found.ref]),
	}
}

# A major tag such as `v4` follows its line: it is only old if the whole line is.
moving_allowed(found, _) if parts_of(version_text(found)) > 1

moving_allowed(found, entry) if {
	parts_of(version_text(found)) == 1
	version(found)[0] < bound(entry.below)[0]
}

# Branches name whatever is newest, which was bad while the attack lasted.
deny contains finding if {
	some found in used
	entry := data.known_bad_actions.actions[found.action]
	startswith(entry.advisory, "CVE-")
	found.ref in {"master", "main", "latest"}
	finding := {
		"check": "vulnerable",
		"message": sprintf("`%s@%s` follows a branch of an action that was attacked (%s)", [found.action, found.ref, entry.advisory]),
		"at": found.at,
		"term": sprintf("%s@%s", [found.action, found.ref]),
	}
}

deny contains finding if {
	some found in used
	found.action in data.known_bad_actions.archived
	finding := {
		"check": "archived",
		"message": sprintf("`%s` is archived", [found.action]),
		"at": found.at,
		"term": found.action,
	}
}

deny contains finding if {
	some found in used
	found.action in data.known_bad_actions.typosquats
	finding := {
		"check": "typosquat",
		"message": sprintf("`%s` only looks like a well-known action", [found.action]),
		"at": found.at,
		"term": found.action,
	}
}

# Projects and components of GitLab may be forbidden as actions are.
deny contains finding if {
	some document in input.documents.ci
	some include in document.includes
	name := foreign_name(include)
	forbidden(lower(name))
	finding := {
		"check": "forbidden",
		"message": sprintf("`%s` may not be used", [name]),
		"at": workflows.place(document, include),
		"term": lower(name),
	}
}

foreign_name(include) := include.project if is_string(include.project)

foreign_name(include) := include.path if {
	not is_string(include.project)
	include.kind in {"component", "remote"}
}

listed(globs, action) if {
	some pattern in globs
	glob.match(lower(pattern), null, action)
}

deny contains finding if {
	some found in used
	forbidden(found.action)
	finding := {
		"check": "forbidden",
		"message": sprintf("`%s` may not be used", [found.action]),
		"at": found.at,
		"term": found.action,
	}
}

forbidden(action) if listed(params.deny, action)

forbidden(action) if {
	count(params.allow) > 0
	not listed(params.allow, action)
}
