package std.dockerfile.copy_valid_test

import data.std.dockerfile.copy_valid
import data.std.lib.testing

workdir := testing.instruction("WORKDIR", 2, {"args": ["/app"]})

checks(instr) := {finding.check | some finding in found} if {
	stages := [testing.changed([], {"name": "build", "final": false}), testing.changed(instr, {"index": 1, "name": "last"})]
	context := {"dockerfile": "Dockerfile", "probe": {".env": true}, "patterns": [{"pattern": "docs", "negated": false}]}
	found := copy_valid.deny with input as object.union(testing.file(stages), {"documents": {"context": [context]}})
}

from(name) := object.union(testing.copy(4, ["/x"], "/x"), {"copy": {"from": name}})

test_several_sources_need_a_folder if {
	checks([testing.copy(3, ["a", "b"], "/x")]) == {"folder"}
	checks([testing.copy(3, ["a", "b"], "/x/")]) == set()
}

test_stages_must_stand_before if {
	checks([from("later")]) == {"unknown-stage"}
	checks([from("build")]) == set()
	checks([from("0")]) == set()
	checks([from("nginx:1.29")]) == set()
}

test_a_stage_cannot_copy_from_itself if checks([from("last")]) == {"itself"}

test_relative_destinations_need_a_workdir if {
	checks([testing.copy(3, ["a"], "x/")]) == {"relative"}
	checks([workdir, testing.copy(3, ["a"], "x/")]) == set()
}

test_ignored_files_cannot_be_copied if {
	checks([testing.copy(3, [".env"], "/x")]) == {"ignored"}
	checks([testing.copy(3, ["docs/a.md"], "/x")]) == {"ignored"}
	checks([testing.copy(3, ["src"], "/x")]) == set()
}
