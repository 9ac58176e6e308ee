package std.dockerfile.minimal_base_test

import data.std.dockerfile.minimal_base
import data.std.lib.testing

findings(image, patterns) := found if {
	params := {"std/dockerfile/minimal-base": {"minimal_patterns": patterns}}
	stages := [testing.changed([], {"from": testing.image(image)})]
	found := minimal_base.deny with input as testing.file(stages) with data.params as params
}

test_a_full_distribution_is_denied if count(findings("debian:13", ["*-slim*"])) == 1

test_a_slim_variant_is_fine if count(findings("debian:13-slim", ["*-slim*"])) == 0

test_fewer_patterns_deny_more if count(findings("debian:13-slim", ["scratch"])) == 1

test_builder_stages_may_be_full if {
	params := {"std/dockerfile/minimal-base": {"minimal_patterns": []}}
	stages := [testing.changed([], {"final": false})]
	count(minimal_base.deny) == 0 with input as testing.file(stages) with data.params as params
}
