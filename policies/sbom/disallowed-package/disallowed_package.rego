# METADATA
# title: No package that is refused
# description: Components are compared with a list of packages, by name or by exact version.
# custom:
#   code: SBM-001
#   severity: high
#   needs: [sbom]
#   aliases: ["cf:sbom_cyclonedx", "cf:sbom_spdx", CIS-4.3]
#   remediation: Remove the package, or move to a version that is not refused.
#   rationale: Some packages are known to be harmful, or have no place in a service.
#   seed: ["1.3"]
#   params:
#     denied_purls:
#       description: Globs of package URLs without qualifiers, such as `pkg:npm/event-stream@3.3.6` or `pkg:deb/*/netcat*`.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["pkg:npm/event-stream@3.3.6", "pkg:npm/flatmap-stream", "pkg:npm/flatmap-stream@*", "pkg:pypi/ctx@0.1.2", "pkg:pypi/ctx@0.2.*", "pkg:npm/ua-parser-js@0.7.29", "pkg:npm/ua-parser-js@0.8.0", "pkg:npm/ua-parser-js@1.0.0", "pkg:npm/rc@1.2.9", "pkg:npm/coa@2.0.3"]
package std.sbom.disallowed_package

import data.std.lib.documents

params := data.params["std/sbom/disallowed-package"]

# Tools that only build the image are not in it.
shipped(component) if not object.get(component, "scope", null) in {"excluded", "build", "test", "dev"}

plain(purl) := split(split(purl, "?")[0], "#")[0]

deny contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	is_object(component.purl)
	shipped(component)
	some pattern in params.denied_purls
	glob.match(pattern, null, plain(component.purl.raw))
	finding := {
		"message": sprintf("`%s` is refused", [plain(component.purl.raw)]),
		"at": documents.place(sbom, component),
		"term": plain(component.purl.raw),
	}
}
