package std.ci.sarif_upload_test

import data.std.ci.sarif_upload

checks(steps, permissions) := {finding.check | some finding in found} if {
	found := sarif_upload.deny with input as {"documents": {"ci": [{"uri": "w.yml", "system": "github", "permissions": permissions, "jobs": [{"id": "a", "steps": steps}]}]}}
}

scan := {"uses": {"owner": "aquasecurity", "repo": "trivy-action"}, "with": {"format": "sarif"}}

upload(condition) := {"uses": {"owner": "github", "repo": "codeql-action", "path": "upload-sarif"}, "if": condition}

write := {"security-events": "write"}

test_a_report_that_stays_is_denied if checks([scan], write) == {"missing"}

test_an_upload_is_fine if checks([scan, upload("always()")], write) == set()

test_an_upload_that_needs_success_is_denied if checks([scan, upload("")], write) == {"conditional"}

test_the_permission_is_needed if checks([scan, upload("always()")], {"contents": "read"}) == {"permission"}
