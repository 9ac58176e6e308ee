# METADATA
# title: What is in the image was put there by its Dockerfile
# description: A package that the image's history installed, and that its bill of materials lists, stands in the Dockerfile as well.
# custom:
#   code: ACM-002
#   severity: high
#   needs: [dockerfile, image, sbom]
#   remediation: Build the image again from this Dockerfile, or add the package to it.
package org.acme.supply.built_elsewhere

import data.std.lib.dockerfile as lib

# Packages that the Dockerfile installs in the stages that end up in the image.
installed_by_dockerfile := {named.name |
	some found in lib.stages
	found.stage.reachable
	some instruction in found.stage.instr
	some call in instruction.run.facts.pkg
	call.action in {"install", "add"}
	some named in call.packages
}

# Packages that a layer of the image installed, with the entry of the history that says so.
installed_by_image[named.name] contains entry.createdBy if {
	some image in input.documents.image
	some entry in image.history
	some call in entry.run.facts.pkg
	call.action in {"install", "add"}
	some named in call.packages
}

deny contains finding if {
	some bill in input.documents.sbom
	some component in bill.components
	some created_by in installed_by_image[component.name]
	not component.name in installed_by_dockerfile
	some stage in lib.final_stages
	finding := {
		"message": sprintf("the image has `%s` %s, and this Dockerfile does not install it", [component.name, component.version]),
		"at": stage.from.loc,
		"term": component.name,
		"evidence": {"package": component.purl.raw, "history": created_by, "sbom": component.loc.uri},
	}
}
