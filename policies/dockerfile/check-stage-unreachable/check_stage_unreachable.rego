# METADATA
# title: Stages that check something are really built
# description: The builder skips every stage that the final one does not need, its tests and scans included.
# custom:
#   code: DKF-033
#   severity: medium
#   needs: [dockerfile]
#   optional: [ci]
#   remediation: Copy something from the stage, such as an empty report, or build it with `--target` in the pipeline.
#   rationale: A check that never runs looks like one that always passes.
#   seed: ["7.3"]
#   params:
#     check_commands:
#       description: Patterns (RE2) of commands that check something, matched against the command line.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: ["^npm (audit|test|run (test|lint|audit))", "^(yarn|pnpm) (audit|test|lint)", "^(npx )?(retire|snyk|trivy|grype|safety|pip-audit|bandit|semgrep|eslint|pytest|govulncheck|gosec|golangci-lint|cargo-audit|hadolint|mypy|ruff|flake8)( |$)", "^go (test|vet)", "^cargo (test|audit|clippy)", "^(mvn|\\./mvnw) (.* )?(test|verify)", "^(gradle|\\./gradlew) (.* )?(test|check)", "^python[0-9.]* -m (pytest|unittest)", "^make (test|check|lint)", "^dotnet test"]
package std.dockerfile.check_stage_unreachable

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/check-stage-unreachable"]

any_check := concat("|", [sprintf("(?:%s)", [pattern]) | some pattern in params.check_commands])

# Targets that a workflow builds by name.
targets := {lower(target) |
	some workflow in input.documents.ci
	some job in workflow.jobs
	some step in job.steps
	some target in step_targets(step)
}

step_targets(step) := {step["with"].target} if is_string(step["with"].target)

step_targets(step) := {target |
	some command in step.run.commands
	target := command.opts.target
} if {
	not step["with"].target
}

deny contains finding if {
	count(params.check_commands) > 0
	some found in lib.commands
	not found.stage.reachable
	not found.stage.name in targets
	regex.match(any_check, lib.line(found.command))
	finding := {
		"message": sprintf("`%s` never runs: nothing needs stage `%v`", [lib.line(found.command), object.get(found.stage, "name", found.stage.index)]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}
