# METADATA
# title: Parameters are set to something that works
# description: Tables of dates are not stale, and lists that would allow everything are not set.
# custom:
#   code: POL-004
#   severity: medium
#   needs: []
#   optional: [dockerfile, image, ci, scan, sbom]
#   aliases: ["cf:rule_data_provided"]
#   remediation: Update the table, or name what is really allowed.
#   rationale: A rule with a parameter that allows everything is switched off without anybody seeing it.
#   seed: ["9.2"]
#   params:
#     max_table_days:
#       description: The most days since a table of dates was updated.
#       schema: {type: integer, minimum: 1}
#       merge: min
#       default: 365
package std.policy.parameters_valid

import data.std.lib.documents

params := data.params["std/policy/parameters-valid"]

# Each by itself: one that an organisation leaves out hides no other.
tables["eol"] := data.eol

tables["token_patterns"] := data.token_patterns

tables["ci_classes"] := data.ci_classes

tables["known_bad_actions"] := data.known_bad_actions

tables["spdx_licenses"] := data.spdx_licenses

first := document if {
	all := [one | some kind, list in input.documents; some one in list; is_string(one.uri)]
	document := all[0]
}

deny contains finding if {
	some name, table in tables
	days := documents.age_days(table.updated)
	days > params.max_table_days
	finding := {
		"message": sprintf("the table `%s` was updated %d days ago, more than %d", [name, floor(days), params.max_table_days]),
		"at": {"uri": first.uri},
		"term": name,
	}
}

# Lists of what is trusted, by rule and parameter.
lists := {
	"std/dockerfile/trusted-base": ["trusted_registries", "trusted_repos"],
	"std/dockerfile/user-not-root": ["nonroot_bases"],
	"std/dockerfile/minimal-base": ["minimal_patterns"],
	"std/dockerfile/env-arg-secret": ["allow_keys"],
	"std/dockerfile/secret-file-copied": ["allow_globs"],
	"std/attestation/builder-allowed": ["builders"],
}

deny contains finding if {
	some rule, names in lists
	some name in names
	some value in data.params[rule][name]
	value in {"*", "**", "*/*", "**/*"}
	finding := {
		"message": sprintf("`%s` of %s allows everything", [name, rule]),
		"at": {"uri": first.uri},
		"term": sprintf("%s %s", [rule, name]),
	}
}
