# METADATA
# title: Base images are still maintained
# description: A base past its end of support gets no more security fixes.
# custom:
#   code: DKF-004
#   severity: high
#   needs: [dockerfile]
#   aliases: [CIS-4.4]
#   remediation: Move to a version that its project still maintains.
#   rationale: Holes that are found after the last release stay open in every image built on it.
#   seed: ["1.2", "2.1"]
#   params:
#     grace_days:
#       description: Days after the end of support that are tolerated.
#       schema: {type: integer, minimum: 0}
#       merge: min
#       default: 30
#     eol_table:
#       description: Ends of support beside those of the shipped table, as repository to version to day.
#       schema: {type: object}
#       merge: replace
#       default: {}
package std.dockerfile.base_supported

import data.std.lib.dockerfile as lib
import data.std.lib.eol

params := data.params["std/dockerfile/base-supported"]

# What is known about the end of a reference's support: the organisation's table first.
ended(ref) := date if {
	some cycle in eol.candidates(ref.tag)
	date := params.eol_table[lib.image_name(ref)][cycle]
}

ended(ref) := date if {
	not params.eol_table[lib.image_name(ref)]
	date := eol.ends(lib.image_name(ref), ref.tag)
}

# Distroless images carry Debian's version in their name.
ended(ref) := date if {
	not params.eol_table[lib.image_name(ref)]
	ref.registry == "gcr.io"
	release := regex.find_all_string_submatch_n(`^distroless/.*-debian([0-9]+)$`, ref.repository, 1)[0][1]
	date := eol.ends("docker.io/library/debian", release)
}

deny contains finding if {
	some ref in lib.base_refs
	date := ended(ref)
	eol.past(date, params.grace_days)
	finding := {
		"message": sprintf("`%s` has been without support since %s", [ref.resolved, date]),
		"at": ref.loc,
		"term": ref.resolved,
		"evidence": {"image": ref.resolved, "ended": date},
	}
}
