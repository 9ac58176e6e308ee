# METADATA
# title: The registry delivers signed images only
# description: Each project asks for signatures before it lets an image be pulled.
# custom:
#   code: REG-002
#   severity: high
#   needs: [registry]
#   aliases: [CIS-4.5, CIS-DI-0005]
#   remediation: Set the project's `enable_content_trust_cosign` to "true".
#   rationale: An image that somebody slipped in is then never pulled.
#   seed: ["8.4"]
#   params:
#     project_globs:
#       description: Globs of projects that are judged.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["*"]
package std.registry.content_trust

import data.std.lib.documents

params := data.params["std/registry/content-trust"]

trusted(project) if {
	some key in ["enable_content_trust_cosign", "enable_content_trust"]
	project.metadata[key] in {"true", true}
}

deny contains finding if {
	some document in input.documents.registry
	some project in document.projects
	documents.matches_any(params.project_globs, project.name)
	not trusted(project)
	finding := {
		"message": sprintf("project `%s` delivers images without a signature", [project.name]),
		"at": documents.place(document, project),
		"term": project.name,
	}
}

unknown contains finding if {
	some document in input.documents.registry
	not document.projects
	finding := {
		"message": "whether projects ask for signatures stands in Harbor's projects, which are not among the documents",
		"at": documents.place(document, {}),
		"term": "projects",
	}
}
