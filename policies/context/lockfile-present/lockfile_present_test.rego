package std.context.lockfile_present_test

import data.std.context.lockfile_present
import data.std.lib.testing

findings(paths, srcs, ecosystems) := found if {
	params := {"std/context/lockfile-present": {"ecosystems": ecosystems}}
	context := {"uri": ".dockerignore", "dockerfile": "Dockerfile", "folder": ".", "files": [{"path": path} | some path in paths]}
	found := lockfile_present.deny with input as object.union(testing.one([testing.copy(2, srcs, "./")]), {"documents": {"context": [context]}}) with data.params as params
}

test_a_manifest_alone_is_denied if count(findings(["package.json"], ["."], ["npm"])) == 1

test_a_lock_file_is_fine if count(findings(["package.json", "yarn.lock"], ["."], ["npm"])) == 0

test_manifests_that_are_not_copied_are_fine if count(findings(["package.json"], ["dist"], ["npm"])) == 0

test_other_ecosystems_are_not_judged if count(findings(["package.json"], ["."], ["go"])) == 0
