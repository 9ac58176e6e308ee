package std.ci.builder_hygiene_test

import data.std.ci.builder_hygiene

findings(runner, steps, ephemeral) := found if {
	params := {"std/ci/builder-hygiene": {"ephemeral_labels": ephemeral}}
	found := builder_hygiene.deny with input as {"documents": {"ci": [{"uri": "w.yml", "jobs": [{"id": "a", "runner": runner, "steps": steps}]}]}} with data.params as params
}

build := {"classes": ["build"]}

test_a_runner_that_stays_is_denied if count(findings(["self-hosted"], [build], [])) == 1

test_ephemeral_runners_are_fine if count(findings(["self-hosted", "arc-1"], [build], ["arc-*"])) == 0

test_pruning_is_fine if {
	count(findings(["self-hosted"], [build, {"run": {"commands": [{"argv": ["docker", "builder", "prune", "-af"]}]}}], [])) == 0
}

test_hosted_runners_are_thrown_away if count(findings("ubuntu-24.04", [build], [])) == 0
