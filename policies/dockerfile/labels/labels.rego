# METADATA
# title: Labels say what they mean
# description: Keys are valid, required ones are there, and values have the form that their meaning asks for.
# custom:
#   code: DKF-052
#   severity: low
#   needs: [dockerfile]
#   aliases: ["cf:labels"]
#   remediation: Set the label to a value of its form, such as `org.opencontainers.image.source` to the repository's URL.
#   rationale: Who finds a hole in an image must find out where it comes from.
#   params:
#     label_schema:
#       description: Labels that every image must have, and the form of their values (text, url, rfc3339, spdx, hash, semver, email).
#       schema: {type: object}
#       merge: replace
#       default: {}
#     required_labels:
#       description: Labels that every image must have.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
#     strict:
#       description: Whether only labels of the schema may be set.
#       schema: {type: boolean}
#       merge: or
#       default: false
#   checks:
#     key: {aliases: [DL3048]}
#     missing: {aliases: [DL3049, "cf:labels"]}
#     superfluous: {aliases: [DL3050]}
#     empty: {aliases: [DL3051]}
#     url: {aliases: [DL3052]}
#     rfc3339: {aliases: [DL3053]}
#     spdx: {aliases: [DL3054]}
#     hash: {aliases: [DL3055]}
#     semver: {aliases: [DL3056]}
#     email: {aliases: [DL3058]}
package std.dockerfile.labels

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/labels"]

labels := [{"stage": step.stage, "pair": pair} |
	some step in lib.steps
	step.instruction.kw == "LABEL"
	some pair in step.instruction.kv
]

unquoted(text) := trim(text, `"'`)

# Labels whose form everybody knows; they need not be there.
well_known := {
	"org.opencontainers.image.created": "rfc3339",
	"org.opencontainers.image.url": "url",
	"org.opencontainers.image.source": "url",
	"org.opencontainers.image.documentation": "url",
	"org.opencontainers.image.licenses": "spdx",
	"org.opencontainers.image.revision": "hash",
}

schema := object.union(well_known, params.label_schema)

required := {key | some key in object.keys(params.label_schema)} | {key | some key in params.required_labels}

# Docker's own rules for keys.
bad_key(key) if regex.match(`^(com\.docker|io\.docker|org\.dockerproject)\.`, key)

bad_key(key) if not regex.match(`^[a-z]([a-z0-9._-]*[a-z0-9])?$`, key)

bad_key(key) if regex.match(`[.-]{2}`, key)

deny contains finding if {
	some label in labels
	key := unquoted(label.pair.k)
	not contains(key, "$")
	bad_key(key)
	finding := {
		"check": "key",
		"message": sprintf("`%s` is no valid key of a label", [key]),
		"at": label.pair.loc,
		"term": key,
	}
}

forms := {
	"url": `^([a-z][a-z0-9+.-]*://[^\s]+|mailto:[^\s]+)$`,
	"hash": `^([0-9a-f]{7,40}|[0-9a-f]{64})$`,
	"semver": `^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`,
	"email": `^[^@\s]+@[^@\s]+$`,
}

well_formed("text", _)

well_formed(form, text) if regex.match(forms[form], text)

well_formed("rfc3339", text) if {
	regex.match(`^[0-9-]{10}[Tt ][0-9:]{8}`, text)
	time.parse_rfc3339_ns(replace(upper(text), " ", "T"))
}

well_formed("spdx", text) if {
	regex.match(`^\(*[A-Za-z0-9.+:-]+\)*( (AND|OR|WITH) \(*[A-Za-z0-9.+:-]+\)*)*$`, text)
	count([id | some id in licences(text); not licence(id)]) == 0
}

# The identifiers of an expression; what stands behind WITH is an exception, not a licence.
licences(text) := [word |
	words := regex.find_n(`[A-Za-z0-9.+:-]+`, text, -1)
	some at, word in words
	not word in {"AND", "OR", "WITH"}
	not words[at - 1] == "WITH"
]

licence(id) if trim_suffix(id, "+") in data.spdx_licenses.ids

licence(id) if regex.match(`^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$`, id)

# Values that are known before the build.
value(label) := unquoted(label.pair.v) if {
	is_string(label.pair.v)
	not contains(label.pair.v, "$")
}

deny contains finding if {
	some label in labels
	form := schema[unquoted(label.pair.k)]
	value(label) == ""
	finding := {
		"check": "empty",
		"message": sprintf("label `%s` is empty (%s)", [unquoted(label.pair.k), form]),
		"at": label.pair.loc,
		"term": unquoted(label.pair.k),
	}
}

deny contains finding if {
	some label in labels
	form := schema[unquoted(label.pair.k)]
	text := value(label)
	asked(label, text)
	not well_formed(form, text)
	finding := {
		"check": form,
		"message": sprintf("label `%s` is not of the form %s: `%s`", [unquoted(label.pair.k), form, text]),
		"at": label.pair.loc,
		"term": unquoted(label.pair.k),
	}
}

# Empty values of well-known labels are said to be empty, no more.
asked(_, text) if text != ""

asked(label, "") if params.label_schema[unquoted(label.pair.k)]

deny contains finding if {
	params.strict
	some label in labels
	key := unquoted(label.pair.k)
	not schema[key]
	not key in params.required_labels
	finding := {
		"check": "superfluous",
		"message": sprintf("label `%s` is not foreseen", [key]),
		"at": label.pair.loc,
		"term": key,
	}
}

deny contains finding if {
	some found in lib.stages
	found.stage.final
	found.stage.from.raw != ""
	some key in required
	not set_in_chain(found, key)
	finding := {
		"check": "missing",
		"message": sprintf("label `%s` is missing", [key]),
		"at": found.stage.loc,
		"term": key,
	}
}

set_in_chain(found, key) if {
	some link in lib.base_chain(found.document, found.stage)
	some instruction in link.instr
	instruction.kw == "LABEL"
	some pair in instruction.kv
	unquoted(pair.k) == key
}
