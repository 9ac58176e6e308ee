package std.dockerfile.healthcheck_test

import data.std.dockerfile.healthcheck
import data.std.lib.testing

findings(instr, required) := found if {
	params := {"std/dockerfile/healthcheck": {"required": required}}
	found := healthcheck.deny with input as testing.one(instr) with data.params as params
}

test_an_image_without_one_is_denied if count(findings([], true)) == 1

test_a_healthcheck_is_fine if count(findings([testing.instruction("HEALTHCHECK", 2, {})], true)) == 0

test_it_need_not_be_required if count(findings([], false)) == 0
