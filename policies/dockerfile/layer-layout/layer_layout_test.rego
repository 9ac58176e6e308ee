package std.dockerfile.layer_layout_test

import data.std.dockerfile.layer_layout
import data.std.lib.testing

checks(instr, most) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/layer-layout": {"max_consecutive_run": most}}
	found := layer_layout.deny with input as testing.one(instr) with data.params as params
}

runs := [testing.run(2, "a"), testing.run(3, "b"), testing.run(4, "c")]

test_a_few_runs_are_fine if checks(runs, 3) == set()

test_more_are_denied if checks(runs, 2) == {"consecutive-run"}

test_other_instructions_part_them if {
	checks([testing.run(2, "a"), testing.copy(3, ["x"], "/x"), testing.run(4, "c")], 1) == set()
}

test_everything_before_an_install_is_denied if {
	checks([testing.copy(2, ["."], "/app/"), testing.run(3, "npm ci")], 3) == {"copy-before-install"}
}

test_manifests_first_are_fine if {
	instr := [testing.copy(2, ["package.json"], "./"), testing.copy(3, ["."], "/app/"), testing.run(4, "npm ci")]
	checks(instr, 3) == set()
}

test_owners_in_a_layer_of_their_own_are_denied if {
	checks([testing.copy(2, ["x"], "/app"), testing.run(3, "chown -R app /app")], 3) == {"chown-later"}
}
