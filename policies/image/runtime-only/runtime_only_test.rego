package std.image.runtime_only_test

import data.std.image.runtime_only

findings(ref, path, everywhere, denied) := found if {
	params := {"std/image/runtime-only": {"require_distroless": everywhere, "denied_binaries": denied}}
	image := {"uri": "image.tar", "ref": ref, "tags": [], "config": {"labels": {}}, "layers": [{"files": [{"path": path}]}]}
	found := runtime_only.deny with input as {"documents": {"image": [image]}} with data.params as params
}

test_a_shell_in_a_minimal_image_is_denied if count(findings("gcr.io/distroless/x", "bin/sh", false, ["sh"])) == 1

test_debug_variants_have_one if count(findings("gcr.io/distroless/x:debug", "bin/sh", false, ["sh"])) == 0

test_other_images_promise_nothing if {
	count(findings("debian", "bin/sh", false, ["sh"])) == 0
	count(findings("debian", "bin/sh", true, ["sh"])) == 1
}

test_other_programs_are_fine if count(findings("gcr.io/distroless/x", "bin/app", false, ["sh"])) == 0
