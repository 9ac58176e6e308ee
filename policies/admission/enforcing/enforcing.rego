# METADATA
# title: Policies of the cluster refuse, they do not only report
# description: A policy in audit mode, one that fails open, and one that always passes admit everything.
# custom:
#   code: ADM-002
#   severity: high
#   needs: [admission]
#   remediation: Set the policy to enforce, and its failure policy to Fail.
#   rationale: A report after the container has started comes too late.
#   seed: ["8.3"]
package std.admission.enforcing

import data.std.lib.documents

deny contains finding if {
	some document in input.documents.admission
	some entry in document.verify
	lower(entry.action) in {"audit", "warn", "dryrun", "dry-run"}
	finding := {
		"message": sprintf("%s only reports: its action is `%s`", [entry.engine, entry.action]),
		"at": documents.place(document, entry),
		"term": sprintf("%s action", [entry.engine]),
	}
}

deny contains finding if {
	some document in input.documents.admission
	some entry in document.verify
	entry.failurePolicy == "Ignore"
	finding := {
		"message": sprintf("%s admits everything when it cannot decide", [entry.engine]),
		"at": documents.place(document, entry),
		"term": sprintf("%s failurePolicy", [entry.engine]),
	}
}

# `static: {action: pass}` among the authorities admits everything.
deny contains finding if {
	some document in input.documents.admission
	some at, object_ in document.objects
	some authority in object_.spec.authorities
	lower(authority.static.action) == "pass"
	finding := {
		"message": "an authority of the policy always passes",
		"at": object.get(document, ["objectLocs", at], documents.place(document, {})),
		"term": "static pass",
	}
}
