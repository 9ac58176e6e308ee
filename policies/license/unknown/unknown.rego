# METADATA
# title: Every component says its licence
# description: Missing, undecided or unreadable licences leave open what one may do.
# custom:
#   code: SBM-005
#   severity: low
#   needs: [sbom]
#   aliases: ["sc:License"]
#   remediation: Find the licence out, and correct the SBOM or the tool that wrote it.
#   rationale: Without a licence there is no right to use it.
#   seed: ["7.1"]
#   params:
#     allow_refs:
#       description: Globs of `LicenseRef-` ids that are accepted.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["LicenseRef-*"]
package std.license.unknown

import data.std.lib.documents

params := data.params["std/license/unknown"]

said(component) := [licence | some licence in component.licences; not upper(licence.raw) in {"NOASSERTION", "NONE", ""}]

accepted(licence) if licence.valid == true

accepted(licence) if documents.matches_any(params.allow_refs, licence.raw)

judged(component) if not object.get(component, "type", "") in {"file", "operating-system", "device", "firmware"}

deny contains finding if {
	some sbom in input.documents.sbom
	missing := [component.name | some component in sbom.components; judged(component); count(said(component)) == 0]
	count(missing) > 0
	finding := {
		"message": sprintf("%d of %d components say no licence, such as `%s`", [count(missing), count(sbom.components), missing[0]]),
		"at": documents.place(sbom, {}),
		"term": "missing",
		"evidence": {"components": array.slice(missing, 0, 20)},
	}
}

deny contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	judged(component)
	licences := said(component)
	count(licences) > 0
	count([licence | some licence in licences; accepted(licence)]) == 0
	finding := {
		"message": sprintf("`%s` says a licence that nobody can read: `%s`", [component.name, licences[0].raw]),
		"at": documents.place(sbom, component),
		"term": sprintf("%s %s", [component.name, licences[0].raw]),
	}
}
