# METADATA
# title: Exceptions are bounded and reasoned
# description: An exception says why, who asked for it and until when, and means no more than it must.
# custom:
#   code: POL-001
#   severity: medium
#   needs: [exception]
#   aliases: [DL1001, "cf:volatile_config"]
#   remediation: Give it a reason, an owner and a near expiry, and name the finding instead of a wildcard.
#   rationale: An exception without an end is a rule that was switched off.
#   seed: ["9.2"]
#   params:
#     max_days:
#       description: The most days between creation and expiry.
#       schema: {type: integer, minimum: 1}
#       merge: min
#       default: 90
#     no_waive:
#       description: Globs of rules that no exception may name.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
package std.policy.exception_valid

import data.std.lib.documents

params := data.params["std/policy/exception-valid"]

# The records of a document: the record itself, or a list of them.
records := [{"document": document, "record": record} |
	some document in input.documents.exception
	some record in listed(document)
]

listed(document) := document.exceptions if is_array(object.get(document, "exceptions", null))

listed(document) := document.value if is_array(object.get(document, "value", null))

listed(document) := [document.value] if is_object(object.get(document, "value", null))

listed(document) := [document] if document.rules

text(record, key) := object.get(record, key, "")

missing(record) := {key | some key in ["reason", "expires", "requestedBy"]; text(record, key) in {"", null}}

deny contains finding if {
	some found in records
	keys := missing(found.record)
	count(keys) > 0
	finding := {
		"message": sprintf("exception `%v` says no %s", [text(found.record, "id"), concat(", ", sort(keys))]),
		"at": documents.place(found.document, found.record),
		"term": sprintf("%v missing", [text(found.record, "id")]),
	}
}

deny contains finding if {
	some found in records
	days := documents.age_days(found.record.expires)
	days > 1
	finding := {
		"message": sprintf("exception `%v` expired %d days ago", [text(found.record, "id"), floor(days)]),
		"at": documents.place(found.document, found.record),
		"term": sprintf("%v expired", [text(found.record, "id")]),
	}
}

deny contains finding if {
	some found in records
	days := documents.age_days(found.record.created) - documents.age_days(found.record.expires)
	days > params.max_days
	finding := {
		"message": sprintf("exception `%v` lasts %d days, more than %d", [text(found.record, "id"), floor(days), params.max_days]),
		"at": documents.place(found.document, found.record),
		"term": sprintf("%v lasts", [text(found.record, "id")]),
	}
}

deny contains finding if {
	some found in records
	some rule in found.record.rules
	forbidden(rule)
	finding := {
		"message": sprintf("exception `%v` names `%s`, which must not be waived", [text(found.record, "id"), rule]),
		"at": documents.place(found.document, found.record),
		"term": sprintf("%v %s", [text(found.record, "id"), rule]),
	}
}

forbidden(rule) if documents.matches_any(params.no_waive, rule)

# A wildcard takes every critical rule along.
forbidden(rule) if rule in {"*", "**", "std/*", "std/**"}
