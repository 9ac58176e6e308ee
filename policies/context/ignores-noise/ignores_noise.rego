# METADATA
# title: The ignore file keeps out what no image needs
# description: Version control, dependencies of the machine, logs and caches make contexts large and builds slow.
# custom:
#   code: CTX-003
#   severity: info
#   needs: [context]
#   optional: [dockerfile]
#   aliases: [DKL-LI-0003]
#   remediation: Add `.git`, `node_modules`, `**/*.log` and the caches of your tools.
#   rationale: Every change of such a file makes the build begin anew, and history holds what was deleted long ago.
#   seed: ["2.4"]
#   params:
#     noise_probes:
#       description: Paths that the ignore file should keep out.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [.git, node_modules, npm-debug.log]
package std.context.ignores_noise

import data.std.lib.context as contexts

params := data.params["std/context/ignores-noise"]

deny contains finding if {
	some context in input.documents.context
	is_string(context.ignoreFile)
	contexts.taken_whole(context)
	missing := sort([path | some path in params.noise_probes; not contexts.ignored(context, path)])
	count(missing) > 0
	finding := {
		"message": sprintf("the ignore file does not name: %s", [concat(", ", [sprintf("`%s`", [path]) | some path in missing])]),
		"at": {"uri": context.ignoreFile, "line": 1},
		"term": concat(" ", missing),
	}
}
