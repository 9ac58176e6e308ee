# METADATA
# title: A scan that finds something stops the pipeline
# description: Scanners that cannot fail are reports that nobody reads.
# custom:
#   code: CIW-005
#   severity: high
#   needs: [ci]
#   remediation: Give the scanner an exit code, and take `|| true` and `continue-on-error` away.
#   rationale: A gate that never closes is no gate.
#   seed: ["7.4", "8.2"]
#   params:
#     blocking_classes:
#       description: Classes of steps that must be able to fail.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [image-scan, dependency-scan, secret-scan, sast]
#   checks:
#     exit-code: {}
#     swallowed: {}
#     continues: {}
package std.ci.gate_enforced

import data.std.lib.workflows

params := data.params["std/ci/gate-enforced"]

gates := [found |
	some found in workflows.steps
	some class in workflows.classes(found.step)
	class in params.blocking_classes
]

# A later step that reads the report may close the gate instead.
evaluated_later(found) if {
	some other in workflows.steps
	workflows.before(found, other)
	regex.match(`(?i)trivy convert|policy eval|drydock eval|jq .*(exit|halt_error)|conftest test`, workflows.script(other.step))
}

evaluated_later(found) if {
	some other in workflows.steps
	other.job.id == found.job.id
	other.index != found.index
	workflows.action(other.step) == workflows.action(found.step)
	fails(other.step)
}

fails(step) if exit_code(step) != "0"

exit_code(step) := sprintf("%v", [object.get(step["with"], "exit-code", "0")]) if is_object(step["with"])

exit_code(step) := "0" if not is_object(object.get(step, "with", null))

deny contains finding if {
	some found in gates
	workflows.action(found.step) == "aquasecurity/trivy-action"
	exit_code(found.step) == "0"
	not evaluated_later(found)
	finding := {
		"check": "exit-code",
		"message": "trivy-action ends well whatever it finds: it has no `exit-code`",
		"at": found.at,
		"term": found.job.id,
	}
}

deny contains finding if {
	some found in workflows.commands
	"image-scan" in params.blocking_classes
	found.command.name == "trivy"
	found.command.args[0] in {"image", "fs", "filesystem", "repo", "rootfs", "i", "config"}
	not fails_by_itself(found)
	not evaluated_later(found)
	finding := {
		"check": "exit-code",
		"message": "trivy ends well whatever it finds: it has no `--exit-code`",
		"at": found.at,
		"term": workflows.line(found.command),
	}
}

fails_by_itself(found) if {
	some at, word in found.command.argv
	value := exit_value(found.command.argv, at, word)
	not value in {"0", ""}
}

# What the environment says counts as well.
fails_by_itself(found) if {
	some node in [found.step, found.job, found.document]
	value := workflows.values(object.get(node, "env", {})).TRIVY_EXIT_CODE
	not value in {"0", ""}
}

exit_value(argv, at, "--exit-code") := argv[at + 1]

exit_value(_, _, word) := trim_prefix(word, "--exit-code=") if startswith(word, "--exit-code=")

scanner(command) if {
	some class in params.blocking_classes
	regex.match(workflows.class_commands[class], workflows.line(command))
}

deny contains finding if {
	some found in workflows.commands
	scanner(found.command)
	found.command.next == "||"
	some other in found.step.run.commands
	other.id == found.command.id + 1
	other.name in {"true", ":", "echo", "exit"}
	not other.argv in [["exit", "1"], ["exit", "2"]]
	finding := {
		"check": "swallowed",
		"message": sprintf("a failure of `%s` is swallowed", [workflows.line(found.command)]),
		"at": found.at,
		"term": workflows.line(found.command),
	}
}

# A pipe ends as its last command ends, unless the shell is told otherwise.
deny contains finding if {
	some found in workflows.commands
	scanner(found.command)
	found.command.next == "|"
	found.command.name != "trivy"
	not pipefail(found)
	finding := {
		"check": "swallowed",
		"message": sprintf("a failure of `%s` is lost in the pipe behind it", [workflows.line(found.command)]),
		"at": found.at,
		"term": workflows.line(found.command),
	}
}

pipefail(found) if {
	some word in found.step.run.shell
	contains(word, "pipefail")
}

pipefail(found) if {
	some other in found.step.run.commands
	other.id < found.command.id
	other.name == "set"
	"pipefail" in other.argv
}

# `set +e` lets the script go on.
deny contains finding if {
	some found in workflows.commands
	scanner(found.command)
	some other in found.step.run.commands
	other.id < found.command.id
	other.name == "set"
	some word in other.argv
	regex.match(`^\+[a-z]*e`, word)
	not looked_at(found)
	finding := {
		"check": "swallowed",
		"message": sprintf("a failure of `%s` is swallowed by `set +e`", [workflows.line(found.command)]),
		"at": found.at,
		"term": workflows.line(found.command),
	}
}

# Whoever looks at the exit code, or switches failing on again, knows what they do.
looked_at(found) if regex.match(`\$\?|set -[a-z]*e`, workflows.script(found.step))

continues(found) if found.step.continueOnError == true

continues(found) if found.job.continueOnError == true

continues(found) if found.job.allowFailure == true

deny contains finding if {
	some found in gates
	continues(found)
	not evaluated_later(found)
	finding := {
		"check": "continues",
		"message": "the pipeline goes on when this step fails",
		"at": found.at,
		"term": found.job.id,
	}
}
