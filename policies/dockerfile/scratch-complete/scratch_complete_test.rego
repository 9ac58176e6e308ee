package std.dockerfile.scratch_complete_test

import data.std.dockerfile.scratch_complete
import data.std.lib.testing

builder(text) := testing.changed([testing.run(2, text)], {"final": false, "name": "build"})

final(instr) := testing.changed(instr, {"index": 1, "from": object.union(testing.image("scratch"), {"repository": null})})

from_build(path) := object.union(testing.copy(4, [path], path), {"copy": {"from": "build"}})

certificates := from_build("/etc/ssl/certs/ca-certificates.crt")

checks(stages, ca, tz) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/scratch-complete": {"require_ca": ca, "require_tz": tz}}
	found := scratch_complete.deny with input as testing.file(stages) with data.params as params
}

test_go_with_the_c_library_is_denied if {
	checks([builder("go build ."), final([from_build("/app"), certificates])], true, false) == {"cgo"}
}

test_the_environment_may_switch_it_off if {
	stage := object.union(builder("go build ."), {"effective": {"env": {"CGO_ENABLED": "0"}}})
	checks([stage, final([from_build("/app"), certificates])], true, false) == set()
}

test_missing_certificates_are_denied if {
	checks([builder("true"), final([from_build("/app")])], true, false) == {"certificates"}
	checks([builder("true"), final([from_build("/app")])], false, false) == set()
}

test_time_zones_may_be_required if {
	checks([builder("true"), final([from_build("/app"), certificates])], true, true) == {"time-zones"}
}

test_other_bases_are_not_meant if {
	checks([builder("go build ."), testing.changed([from_build("/app")], {"index": 1})], true, true) == set()
}
