# METADATA
# title: Base images come from trusted registries
# description: An image is as trustworthy as what it is built from.
# custom:
#   code: DKF-003
#   severity: high
#   needs: [dockerfile]
#   aliases: [DL3026, CIS-4.2, "cf:base_image_registries", "kv:restrict-image-registries", "gk:allowedrepos"]
#   remediation: Build from an official image or from your organisation's registry.
#   rationale: Images of unknown origin may carry backdoors that no scanner knows.
#   seed: ["1.1", "1.2", "2.1", "9.4"]
#   params:
#     trusted_registries:
#       description: Globs of registries from which everything is trusted.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [registry.k8s.io, mcr.microsoft.com, registry.access.redhat.com]
#     trusted_repos:
#       description: Globs of trusted repositories, as registry/repository.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["docker.io/library/*", "docker.io/docker/*", "gcr.io/distroless/*", "cgr.dev/chainguard/*", "public.ecr.aws/docker/library/*", "public.ecr.aws/lambda/*"]
#     denied_repos:
#       description: Globs of repositories that are refused although their registry is trusted.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
package std.dockerfile.trusted_base

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/trusted-base"]

# Registry and repository of a reference; what is not known of its tag does not matter.
source(ref) := {"registry": ref.registry, "name": lib.image_name(ref)} if {
	count(ref.unresolved) == 0
	is_string(ref.registry)
}

source(ref) := written(parts) if {
	count(ref.unresolved) > 0
	parts := split(repository(ref.resolved), "/")
}

# `node` of `node:${VERSION}-alpine`; undefined where a variable may stand for more than the tag.
repository(text) := regex.replace(before, `:[^/:]*$`, "") if {
	at := indexof(text, "$")
	before := substring(text, 0, at)
	regex.match(`^([^/@]+/)*[^/:@]+:[^/@]*$`, before)
	not contains(substring(text, at, -1), "/")
}

written(parts) := {"registry": "docker.io", "name": sprintf("docker.io/library/%s", parts)} if count(parts) == 1

written(parts) := {"registry": "docker.io", "name": sprintf("docker.io/%s", [concat("/", parts)])} if {
	count(parts) > 1
	not regex.match(`[.:]|^localhost$`, parts[0])
}

written(parts) := {"registry": parts[0], "name": concat("/", parts)} if {
	count(parts) > 1
	regex.match(`[.:]|^localhost$`, parts[0])
}

trusted(from) if lib.matches_any(params.trusted_registries, from.registry)

trusted(from) if lib.matches_any(params.trusted_repos, from.name)

deny contains finding if {
	some ref in lib.image_refs
	from := source(ref)
	not trusted(from)
	finding := {
		"message": sprintf("`%s` does not come from a trusted registry", [from.name]),
		"at": ref.loc,
		"term": from.name,
		"evidence": {"image": ref.resolved, "registry": from.registry},
	}
}

deny contains finding if {
	some ref in lib.image_refs
	from := source(ref)
	trusted(from)
	lib.matches_any(params.denied_repos, from.name)
	finding := {
		"message": sprintf("`%s` is a refused repository", [from.name]),
		"at": ref.loc,
		"term": from.name,
		"evidence": {"image": ref.resolved},
	}
}

unknown contains finding if {
	some ref in lib.image_refs
	count(ref.unresolved) > 0
	not source(ref)
	finding := {
		"message": sprintf("the image behind `%s` is not known: %s has no value", [ref.raw, concat(", ", ref.unresolved)]),
		"at": ref.loc,
		"evidence": {"variables": ref.unresolved},
	}
}

unknown contains finding if {
	some ref in lib.image_refs
	count(ref.unresolved) == 0
	is_null(ref.registry)
	finding := {
		"message": sprintf("`%s` is no reference to an image", [ref.raw]),
		"at": ref.loc,
	}
}
