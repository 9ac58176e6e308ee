# METADATA
# title: The registry's configuration means what it says
# description: Keys of components that Harbor no longer has are ignored without a word.
# custom:
#   code: REG-004
#   severity: medium
#   needs: [registry]
#   remediation: Remove `notary` and `clair`, configure `trivy`, and ask for signatures per project.
#   rationale: A protection that is configured but does not exist is worse than none.
#   seed: ["8.4"]
#   params:
#     harbor_version:
#       description: The version that is run, where it still has such a component; `0` for the current one.
#       schema: {type: string}
#       merge: replace
#       default: "0"
package std.registry.legacy_components

params := data.params["std/registry/legacy-components"]

# The version with which each component left.
gone := {"clair": "2.2.0", "notary": "2.9.0", "cosign": "0.0.0", "chartmuseum": "2.8.0"}

exists(key) if {
	params.harbor_version != "0"
	semver.is_valid(params.harbor_version)
	semver.compare(params.harbor_version, gone[key]) < 0
}

deny contains finding if {
	some document in input.documents.registry
	some key, _ in gone
	_ = document.config[key]
	not exists(key)
	finding := {
		"message": sprintf("Harbor has no `%s`: the key is ignored", [key]),
		"at": {"uri": document.uri, "ptr": sprintf("/%s", [key])},
		"term": key,
	}
}

deny contains finding if {
	some document in input.documents.registry
	some key in document.unknownKeys
	not gone[key]
	finding := {
		"message": sprintf("Harbor knows no `%s`: the key is ignored", [key]),
		"at": {"uri": document.uri, "ptr": sprintf("/%s", [key])},
		"term": key,
	}
}
