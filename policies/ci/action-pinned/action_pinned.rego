# METADATA
# title: Actions are pinned to a commit
# description: Tags and branches of other people's repositories can be moved; a full commit hash cannot.
# custom:
#   code: CIW-001
#   severity: high
#   needs: [ci]
#   aliases: ["zz:unpinned-uses", "zz:ref-version-mismatch", "zz:stale-action-refs", "sc:Pinned-Dependencies"]
#   remediation: Write the full commit hash and the version behind it as a comment, and let an update bot move both.
#   rationale: Whoever takes over the repository runs code with your secrets.
#   seed: ["8.2"]
#   params:
#     trusted_owners:
#       description: Owners whose tags are trusted.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
package std.ci.action_pinned

import data.std.lib.workflows

params := data.params["std/ci/action-pinned"]

pinned(uses) if regex.match(`^[0-9a-f]{40}$`, uses.ref)

pinned(uses) if is_string(uses.digest)

own(uses) if uses.refKind == "local"

own(uses) if startswith(object.get(uses, "raw", ""), "./")

trusted(uses) if lower(uses.owner) in {lower(owner) | some owner in params.trusted_owners}

used := array.concat(
	[{"uses": found.step.uses, "at": object.get(found.step.uses, "loc", found.at)} | some found in workflows.steps; is_object(found.step.uses)],
	[{"uses": job.uses, "at": workflows.place(document, job.uses)} |
		some document in input.documents.ci
		some job in document.jobs
		is_object(job.uses)
	],
)

deny contains finding if {
	some found in used
	not own(found.uses)
	not pinned(found.uses)
	not trusted(found.uses)
	finding := {
		"message": sprintf("`%s` is not pinned to a commit", [object.get(found.uses, "raw", sprintf("%v/%v@%v", [found.uses.owner, found.uses.repo, found.uses.ref]))]),
		"at": found.at,
		"term": object.get(found.uses, "raw", found.uses.repo),
	}
}

# GitLab's includes of other projects.
deny contains finding if {
	some document in input.documents.ci
	some include in document.includes
	is_string(include.project)
	not commit(include)
	finding := {
		"message": sprintf("the include of `%s` is not pinned to a commit", [include.project]),
		"at": workflows.place(document, include),
		"term": include.project,
	}
}

deny contains finding if {
	some document in input.documents.ci
	some include in document.includes
	include.kind == "component"
	not startswith(include.path, "$CI_SERVER_FQDN/$CI_PROJECT_PATH/")
	not commit(include)
	finding := {
		"message": sprintf("the component `%s` is not pinned to a commit", [include.path]),
		"at": workflows.place(document, include),
		"term": include.path,
	}
}

deny contains finding if {
	some document in input.documents.ci
	some include in document.includes
	include.kind == "remote"
	not is_string(include.digest)
	finding := {
		"message": sprintf("the include of `%s` may change: it has no `integrity`", [include.path]),
		"at": workflows.place(document, include),
		"term": include.path,
	}
}

commit(include) if {
	is_string(include.ref)
	regex.match(`^[0-9a-f]{40}$`, include.ref)
}
