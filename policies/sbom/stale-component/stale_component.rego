# METADATA
# title: Components are maintained
# description: A component whose line has reached its end, or that its maintainers gave up, gets no more fixes.
# custom:
#   code: SBM-003
#   severity: medium
#   needs: [sbom]
#   remediation: Move to a line that is still maintained.
#   rationale: The next hole in it stays open.
#   seed: ["1.2", "7.1"]
#   params:
#     max_lag_days:
#       description: The most days that a component may have been released before, where its release date is known.
#       schema: {type: integer, minimum: 1}
#       merge: min
#       default: 1825
package std.sbom.stale_component

import data.std.lib.documents
import data.std.lib.eol

params := data.params["std/sbom/stale-component"]

# Runtimes that come as packages, and the product that their dates stand under.
products := {
	"node": "docker.io/library/node",
	"nodejs": "docker.io/library/node",
	"python": "docker.io/library/python",
	"go": "docker.io/library/golang",
	"golang": "docker.io/library/golang",
	"php": "docker.io/library/php",
	"ruby": "docker.io/library/ruby",
}

kinds := {"application", "platform", "framework", "operating-system"}

deny contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	runtime(component)
	date := eol.ends(products[lower(component.name)], component.version)
	eol.past(date, 0)
	finding := {
		"message": sprintf("`%s %s` has been without support since %s", [component.name, component.version, date]),
		"at": documents.place(sbom, component),
		"term": sprintf("%s@%s", [component.name, component.version]),
	}
}

runtime(component) if component.type in kinds

runtime(component) if component.purl.type in {"generic", "docker", "golang"}

deny contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	component.properties.deprecated in {true, "true"}
	finding := {
		"message": sprintf("`%s %v` is deprecated by its maintainers", [component.name, component.version]),
		"at": documents.place(sbom, component),
		"term": sprintf("%s@%v", [component.name, component.version]),
	}
}

deny contains finding if {
	some sbom in input.documents.sbom
	some component in sbom.components
	days := documents.age_days(component.properties.released)
	days > params.max_lag_days
	finding := {
		"message": sprintf("`%s %v` was released %d days ago", [component.name, component.version, floor(days)]),
		"at": documents.place(sbom, component),
		"term": sprintf("%s@%v", [component.name, component.version]),
	}
}
