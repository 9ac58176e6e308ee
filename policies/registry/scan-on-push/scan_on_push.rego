# METADATA
# title: The registry scans what is pushed
# description: Each project scans images when they arrive.
# custom:
#   code: REG-003
#   severity: medium
#   needs: [registry]
#   aliases: [CIS-4.4]
#   remediation: Set the project's `auto_scan` to "true".
#   rationale: Images that did not come through the pipeline are looked at as well.
#   seed: ["8.4"]
#   params:
#     project_globs:
#       description: Globs of projects that are judged.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["*"]
package std.registry.scan_on_push

import data.std.lib.documents

params := data.params["std/registry/scan-on-push"]

# Projects that only pass on what another registry has.
proxy(project) if is_number(project.registry_id)

deny contains finding if {
	some document in input.documents.registry
	some project in document.projects
	documents.matches_any(params.project_globs, project.name)
	not proxy(project)
	not project.metadata.auto_scan in {"true", true}
	finding := {
		"message": sprintf("project `%s` does not scan what is pushed", [project.name]),
		"at": documents.place(document, project),
		"term": project.name,
	}
}

deny contains finding if {
	some document in input.documents.registry
	some project in document.projects
	documents.matches_any(params.project_globs, project.name)
	not proxy(project)
	not project.metadata.auto_scan
	finding := {
		"message": sprintf("project `%s` does not scan what is pushed", [project.name]),
		"at": documents.place(document, project),
		"term": project.name,
	}
}
