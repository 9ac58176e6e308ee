# METADATA
# title: Reports reach the people who read them
# description: A SARIF report is uploaded, even when the scan failed, by a job that may do so.
# custom:
#   code: CIW-013
#   severity: low
#   needs: [ci]
#   remediation: Add upload-sarif with the condition `always()` and the permission `security-events`, set to write.
#   rationale: A report on a runner that is thrown away was never written.
#   seed: ["8.2"]
#   checks:
#     missing: {}
#     conditional: {}
#     permission: {}
package std.ci.sarif_upload

import data.std.lib.workflows

writes_sarif(found) if lower(sprintf("%v", [found.step["with"].format])) == "sarif"

writes_sarif(found) if {
	some command in found.step.run.commands
	regex.match(`(--format|-f|-o)[ =]sarif`, workflows.line(command))
}

uploads := [found | some found in workflows.steps; workflows.action_path(found.step) == "github/codeql-action/upload-sarif"]

deny contains finding if {
	some found in workflows.steps
	found.document.system == "github"
	writes_sarif(found)
	count([upload | some upload in uploads; upload.document.uri == found.document.uri]) == 0
	finding := {
		"check": "missing",
		"message": "a SARIF report is written and never uploaded",
		"at": found.at,
		"term": found.job.id,
	}
}

deny contains finding if {
	some found in uploads
	not regex.match(`always\(\)|!cancelled\(\)|failure\(\)`, object.get(found.step, "if", ""))
	finding := {
		"check": "conditional",
		"message": "the report is not uploaded when the scan fails, which is when it matters",
		"at": found.at,
		"term": found.job.id,
	}
}

# GitLab shows what stands among the artifacts of a job; without `when: always` those of a failed scan are lost.
deny contains finding if {
	some found in workflows.steps
	found.document.system == "gitlab"
	writes_report(found)
	not is_object(object.get(found.job, "artifacts", null))
	finding := {
		"check": "missing",
		"message": "a report is written and never uploaded",
		"at": found.at,
		"term": found.job.id,
	}
}

deny contains finding if {
	some found in workflows.steps
	found.document.system == "gitlab"
	writes_report(found)
	is_object(found.job.artifacts)
	not found.job.artifacts.reports
	not object.get(found.job.artifacts, "when", "on_success") in {"always", "on_failure"}
	finding := {
		"check": "conditional",
		"message": "the report is not uploaded when the scan fails, which is when it matters",
		"at": found.at,
		"term": found.job.id,
	}
}

writes_report(found) if writes_sarif(found)

writes_report(found) if {
	some command in found.step.run.commands
	regex.match(`gl-[a-z-]+-report\.json`, workflows.line(command))
}

permitted(found) if {
	some node in [found.job, found.document]
	node.permissions["security-events"] == "write"
}

# GitLab shows what stands among the artifacts of a job; without `when: always` those of a failed scan are lost.
deny contains finding if {
	some found in workflows.steps
	found.document.system == "gitlab"
	writes_report(found)
	not is_object(object.get(found.job, "artifacts", null))
	finding := {
		"check": "missing",
		"message": "a report is written and never uploaded",
		"at": found.at,
		"term": found.job.id,
	}
}

deny contains finding if {
	some found in workflows.steps
	found.document.system == "gitlab"
	writes_report(found)
	is_object(found.job.artifacts)
	not found.job.artifacts.reports
	not object.get(found.job.artifacts, "when", "on_success") in {"always", "on_failure"}
	finding := {
		"check": "conditional",
		"message": "the report is not uploaded when the scan fails, which is when it matters",
		"at": found.at,
		"term": found.job.id,
	}
}

writes_report(found) if writes_sarif(found)

writes_report(found) if {
	some command in found.step.run.commands
	regex.match(`gl-[a-z-]+-report\.json`, workflows.line(command))
}

permitted(found) if {
	some node in [found.job, found.document]
	node.permissions == "write-all"
}

said(found) if {
	some node in [found.job, found.document]
	is_object(node.permissions)
}

deny contains finding if {
	some found in uploads
	said(found)
	not permitted(found)
	finding := {
		"check": "permission",
		"message": "the job may not upload: it lacks the permission `security-events`",
		"at": found.at,
		"term": found.job.id,
	}
}
