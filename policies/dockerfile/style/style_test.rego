package std.dockerfile.style_test

import data.std.dockerfile.style
import data.std.lib.testing

every_check := ["legacy-key-value", "maintainer", "casing", "from-as-casing", "empty-continuation", "constant-platform", "redundant-platform"]

checks(instr, changes, enabled) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/style": {"checks": enabled}}
	found := style.deny with input as testing.file([testing.changed(instr, changes)]) with data.params as params
}

from(written, args, raw) := testing.instruction("FROM", 1, {"written": written, "args": args, "raw": raw})

plain := from("FROM", ["x"], "FROM x")

test_today_is_fine if checks([plain, testing.instruction("ENV", 2, {"text": "A=1"})], {}, every_check) == set()

test_old_pairs_are_found if {
	checks([plain, testing.instruction("ENV", 2, {"text": "A 1"})], {}, every_check) == {"legacy-key-value"}
}

test_maintainer_is_found if {
	checks([plain, testing.instruction("MAINTAINER", 2, {"text": "ana"})], {}, every_check) == {"maintainer"}
}

test_strays_are_found if {
	checks([plain, testing.instruction("RUN", 2, {"written": "run"})], {}, every_check) == {"casing"}
	checks([plain, testing.instruction("RUN", 2, {"written": "Run"})], {}, every_check) == {"casing"}
}

test_as_has_the_case_of_from if checks([from("FROM", ["x", "as", "y"], "")], {}, every_check) == {"from-as-casing"}

test_empty_lines_are_found if {
	checks([plain, testing.instruction("RUN", 2, {"blankLine": testing.loc(3)})], {}, every_check) == {"empty-continuation"}
}

test_platforms_are_found if {
	checks([from("FROM", ["x"], "FROM --platform=linux/amd64 x")], {"platform": "linux/amd64"}, every_check) == {"constant-platform"}
	checks([from("FROM", ["x"], "FROM --platform=$TARGETPLATFORM x")], {"platform": "$TARGETPLATFORM"}, every_check) == {"redundant-platform"}
	checks([from("FROM", ["x"], "FROM --platform=$BUILDPLATFORM x")], {"platform": "$BUILDPLATFORM"}, every_check) == set()
}

test_only_what_is_asked_for_is_found if {
	checks([plain, testing.instruction("ENV", 2, {"text": "A 1"})], {}, ["maintainer"]) == set()
}

test_a_stage_that_is_called_after_its_platform_is_meant_for_it if {
	checks([from("FROM", ["x", "AS", "linux-amd64"], "FROM --platform=linux/amd64 x AS linux-amd64")], {"platform": "linux/amd64", "name": "linux-amd64"}, every_check) == set()
}
