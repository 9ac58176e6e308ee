package std.dockerfile.build_tools_in_final_test

import data.std.dockerfile.build_tools_in_final
import data.std.lib.testing

params := {"std/dockerfile/build-tools-in-final": {"sdk_images": ["*maven:*"], "build_packages": ["gcc"]}}

checks(stage) := {finding.check | some finding in found} if {
	found := build_tools_in_final.deny with input as testing.file([stage]) with data.params as params
}

test_an_sdk_as_base_is_denied if checks(testing.changed([], {"from": testing.image("maven:3")})) == {"sdk-base"}

test_a_runtime_is_fine if checks(testing.stage([])) == set()

test_compilers_are_denied if checks(testing.stage([testing.install(2, "apt-get", [], ["gcc"])])) == {"package"}

test_builders_may_have_them if {
	checks(testing.changed([testing.install(2, "apt-get", [], ["gcc"])], {"final": false})) == set()
}

test_what_the_same_run_removes_is_fine if {
	commands := [testing.command(2, 0, 0, 0, "apk add gcc"), testing.command(2, 1, 0, 0, "apk del gcc")]
	instruction := object.union(testing.install(2, "apk", [], ["gcc"]), {"run": {"commands": commands}})
	checks(testing.stage([instruction])) == set()
}

test_a_whole_filesystem_is_denied if {
	instruction := object.union(testing.copy(2, ["/"], "/"), {"copy": {"from": "build"}})
	checks(testing.stage([instruction])) == {"whole-filesystem"}
}

test_stages_that_stay_behind_may_copy_everything if {
	instruction := object.union(testing.copy(2, ["/"], "/"), {"copy": {"from": "xx"}})
	found := build_tools_in_final.deny with input as testing.file([
		testing.changed([instruction], {"final": false}),
		testing.changed([], {"index": 1}),
	])
		with data.params as params
	{finding.check | some finding in found} & {"whole-filesystem"} == set()
}
