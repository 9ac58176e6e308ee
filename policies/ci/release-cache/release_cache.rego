# METADATA
# title: Releases are not built from a shared cache
# description: A cache that pull requests can write into decides what is in the release.
# custom:
#   code: CIW-014
#   severity: medium
#   needs: [ci]
#   aliases: ["zz:cache-poisoning"]
#   remediation: Build releases with `no-cache`, or import a registry cache that only protected refs write.
#   rationale: Whoever can write the cache writes the image.
#   seed: ["6.2", "6.4"]
#   params:
#     cache_mode:
#       description: "`none`: releases use no cache; `protected`: a registry cache is allowed."
#       schema: {enum: [none, protected]}
#       merge: replace
#       default: protected
package std.ci.release_cache

import data.std.lib.workflows

params := data.params["std/ci/release-cache"]

# Workflows that publish: from tags, releases, or by pushing an image.
releases(document) if "release" in workflows.triggers(document)

releases(document) if {
	some found in workflows.doing("push")
	found.document.uri == document.uri
	workflows.triggers(document) & {"push", "release", "workflow_dispatch", "schedule"} != set()
	not "pull_request" in workflows.triggers(document)
}

sources(step) := [trim_space(source) | some source in split(sprintf("%v", [object.get(object.get(step, "with", {}), "cache-from", "")]), "\n"); trim_space(source) != ""]

shared(source) if regex.match(`type=(gha|local)`, source)

shared(source) if {
	params.cache_mode == "none"
	source != ""
}

deny contains finding if {
	some found in workflows.doing("build")
	releases(found.document)
	some source in sources(found.step)
	shared(source)
	finding := {
		"message": sprintf("a release is built from the cache `%s`", [source]),
		"at": found.at,
		"term": source,
	}
}

# Caches that pull requests write as well, on a command line.
deny contains finding if {
	some found in workflows.commands
	releases(found.document)
	found.command.name in {"docker", "podman", "buildah", "nerdctl"}
	some word in found.command.argv
	regex.match(`type=(gha|local)`, word)
	not startswith(word, "--cache-to")
	"cache-from" in found.command.flags
	finding := {
		"message": sprintf("a release is built from the cache `%s`", [trim_prefix(word, "--cache-from=")]),
		"at": found.at,
		"term": workflows.line(found.command),
	}
}

deny contains finding if {
	params.cache_mode == "none"
	some found in workflows.commands
	releases(found.document)
	regex.match(`^docker (buildx )?build .*--cache-from`, workflows.line(found.command))
	finding := {
		"message": "a release is built from a cache",
		"at": found.at,
		"term": workflows.line(found.command),
	}
}
