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

# A flat disjunction: `A OR B AND C` is A, or B with C. Parentheses are opened where they stand around an alternative.
alternatives(raw) := [terms |
	some part in regex.split(`(?i)\s+OR\s+`, opened(raw))
	terms := [upper_id(term) | some term in regex.split(`(?i)\s+AND\s+`, part)]
]

opened(raw) := regex.replace(raw, `[()]`, "")

# `WITH` exceptions only give more freedom.
upper_id(term) := trim_space(regex.split(`(?i)\s+WITH\s+`, term)[0])

# A parenthesis that mixes both operators cannot be opened; there every licence counts.
nested(raw) if {
	contains(raw, "(")
	regex.match(`(?i)\sOR\s`, raw)
	regex.match(`(?i)\sAND\s`, raw)
}

hits(globs, id) if {
	some pattern in globs
	glob.match(lower(pattern), null, lower(id))
}

# Whether an expression cannot be satisfied without one of the licences.
unavoidable(globs, raw) if {
	not nested(raw)
	every terms in alternatives(raw) {
		some term in terms
		hits(globs, term)
	}
}

# `(A OR B) AND C`: C alone decides, or an alternative within the parenthesis that leaves no choice.
unavoidable(globs, raw) if {
	nested(raw)
	some clause in clauses(raw)
	every term in regex.split(`(?i)\s+OR\s+`, opened(clause)) {
		hits(globs, upper_id(term))
	}
}

clauses(raw) := regex.split(`(?i)\s+AND\s+`, raw)

excepted(component) if documents.matches_any(params.exceptions, component.purl.raw)

deny contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	not excepted(component)
	some licence in component.licences
	unavoidable(params.denied, licence.raw)
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
	unavoidable(params.review, licence.raw)
	not unavoidable(params.denied, licence.raw)
	finding := {
		"message": sprintf("`%s` is under `%s`, which somebody must look at", [component.name, licence.raw]),
		"at": documents.place(sbom, component),
		"term": sprintf("%s %s", [component.name, licence.raw]),
	}
}
