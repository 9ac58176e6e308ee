package std.dockerfile.locked_install_test

import data.std.dockerfile.locked_install
import data.std.lib.testing

checks(instr, ecosystems) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/locked-install": {"ecosystems": ecosystems}}
	found := locked_install.deny with input as testing.one(instr) with data.params as params
}

test_npm_install_is_denied if checks([testing.run(2, "npm install")], ["npm"]) == {"mutable"}

test_npm_ci_is_fine if checks([testing.run(2, "npm ci")], ["npm"]) == set()

test_named_tools_are_another_matter if checks([testing.run(2, "npm install -g tool")], ["npm"]) == set()

test_pip_counts_where_it_is_asked_for if {
	instruction := testing.run(2, "pip install -r requirements.txt")
	checks([instruction], ["npm"]) == set()
	checks([instruction], ["npm", "pip"]) == {"mutable"}
}

test_a_manifest_without_its_lock_is_denied if {
	checks([testing.copy(2, ["go.mod"], "./"), testing.run(3, "go mod download")], ["go"]) == {"lock-not-copied"}
}

test_a_manifest_with_its_lock_is_fine if {
	checks([testing.copy(2, ["go.mod", "go.sum"], "./"), testing.run(3, "go mod download")], ["go"]) == set()
}

test_globs_bring_the_lock_along if {
	checks([testing.copy(2, ["package.json", "package*.json"], "./"), testing.run(3, "npm ci")], ["npm"]) == set()
}
