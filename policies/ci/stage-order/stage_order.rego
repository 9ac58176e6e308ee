# METADATA
# title: The steps of the pipeline are in order
# description: Analyse, scan dependencies, build, scan the image, push, sign. What comes too early proves nothing.
# custom:
#   code: CIW-007
#   severity: medium
#   needs: [ci]
#   remediation: Put the steps into order, or let jobs `need` each other.
#   rationale: A signature before the push, or a scan after the signature, vouches for something else.
#   seed: ["1.3", "8.1"]
#   params:
#     order:
#       description: Classes of steps in the order in which they must come.
#       schema: {type: array, items: {type: string}}
#       merge: replace
#       default: [dependency-scan, build, image-scan, push, sign]
package std.ci.stage_order

import data.std.lib.workflows

params := data.params["std/ci/stage-order"]

deny contains finding if {
	some i, earlier in params.order
	some j, later in params.order
	i < j
	some a in workflows.doing(earlier)
	some b in workflows.doing(later)
	workflows.before(b, a)
	not repeated(a, earlier, b)
	not later in workflows.classes(a.step)
	finding := {
		"message": sprintf("%s comes after %s", [earlier, later]),
		"at": a.at,
		"term": sprintf("%s %s", [earlier, later]),
	}
}

# Within one step the order of the commands counts.
deny contains finding if {
	some i, earlier in params.order
	some j, later in params.order
	i < j
	some found in workflows.doing(later)
	workflows.within(found.step, later, earlier)
	finding := {
		"message": sprintf("%s comes after %s", [earlier, later]),
		"at": found.at,
		"term": sprintf("%s %s", [earlier, later]),
	}
}

# The earlier class has been done in time as well: what comes later is a further one.
repeated(a, class, b) if {
	some other in workflows.doing(class)
	other.index != a.index
	workflows.before(other, b)
}
