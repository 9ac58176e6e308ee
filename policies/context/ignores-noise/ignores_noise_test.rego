package std.context.ignores_noise_test

import data.std.context.ignores_noise
import data.std.lib.testing

findings(probe, paths) := found if {
	params := {"std/context/ignores-noise": {"noise_probes": paths}}
	context := {"uri": ".dockerignore", "dockerfile": "Dockerfile", "ignoreFile": ".dockerignore", "patterns": [], "probe": probe}
	found := ignores_noise.deny with input as object.union(testing.one([testing.copy(3, ["."], "/app/")]), {"documents": {"context": [context]}}) with data.params as params
}

test_noise_is_denied if count(findings({".git": false}, [".git"])) == 1

test_ignored_noise_is_fine if count(findings({".git": true}, [".git"])) == 0

test_nothing_asked_for_nothing_denied if count(findings({".git": false}, [])) == 0
