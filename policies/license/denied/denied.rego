# METADATA
# title: No component under a refused licence
# description: A component is refused if every way to satisfy its licence expression needs a refused licence.
# custom:
#   code: SBM-004
#   severity: high
#   needs: [sbom]
#   remediation: Replace the component, or have its licence reviewed and excepted.
#   rationale: Some licences ask for things that the organisation has decided not to do.
#   seed: ["7.1", "8.1"]
#   params:
#     denied:
#       description: Globs of SPDX ids that are refused.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["AGPL-*", SSPL-1.0, BUSL-1.1, "*Commons-Clause*"]
#     review:
#       description: Globs of SPDX ids that somebody must look at; they are only warned about.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
#     exceptions:
#       description: Globs of package URLs whose licence was accepted.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: []
package std.license.denied

import data.std.lib.documents

params := data.params["std/license/denied"]

hits(globs, id) if {
	some pattern in globs
	glob.match(lower(pattern), null, lower(id))
}

# `WITH` exceptions only give more freedom.
plain(term) := regex.split(`(?i)\s+WITH\s+`, term)[0]

# Whether no way to satisfy an expression goes without one of the licences.
unavoidable(globs, licence) if {
	is_array(licence.alternatives)
	every way in licence.alternatives {
		some term in way
		hits(globs, plain(term))
	}
}

# An expression with too many ways to list them: every licence in it counts.
unavoidable(globs, licence) if {
	not is_array(licence.alternatives)
	licence.valid
	some id in array.concat(licence.ids, licence.refs)
	hits(globs, id)
}

# A text that is no expression: what it calls a choice is one as long as it has no parentheses.
unavoidable(globs, licence) if {
	not is_array(licence.alternatives)
	not licence.valid
	every part in choices(licence.raw) {
		some word in array.concat(regex.split(`[\s,;/()]+`, part), [trim_space(part)])
		hits(globs, word)
	}
}

choices(raw) := [raw] if regex.match(`[()]`, raw)

choices(raw) := regex.split(`(?i)\s+OR\s+`, raw) if not regex.match(`[()]`, raw)

excepted(component) if documents.matches_any(params.exceptions, component.purl.raw)

deny contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	not excepted(component)
	some licence in component.licences
	unavoidable(params.denied, licence)
	finding := {
		"message": sprintf("`%s` is under `%s`, which is refused", [component.name, licence.raw]),
		"at": documents.place(sbom, component),
		"term": sprintf("%s %s", [component.name, licence.raw]),
	}
}

warn contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	not excepted(component)
	some licence in component.licences
	unavoidable(params.review, licence)
	not unavoidable(params.denied, licence)
	finding := {
		"message": sprintf("`%s` is under `%s`, which somebody must look at", [component.name, licence.raw]),
		"at": documents.place(sbom, component),
		"term": sprintf("%s %s", [component.name, licence.raw]),
	}
}
