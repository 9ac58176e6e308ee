package std.dockerfile.digest_pinned_test

import data.std.dockerfile.digest_pinned
import data.std.lib.testing

findings(image, exempt) := found if {
	params := {"std/dockerfile/digest-pinned": {"exempt_repos": exempt}}
	found := digest_pinned.deny with input as testing.file([testing.changed([], {"from": image})]) with data.params as params
}

test_a_tag_alone_is_denied if count(findings(testing.image("node:24"), [])) == 1

test_a_digest_is_fine if count(findings(object.union(testing.image("node:24"), {"digest": "sha256:0"}), [])) == 0

test_repositories_may_be_exempt if count(findings(testing.image("node:24"), ["docker.io/library/*"])) == 0
