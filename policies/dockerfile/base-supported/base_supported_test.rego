package std.dockerfile.base_supported_test

import data.std.dockerfile.base_supported
import data.std.lib.testing

table := {"products": {"docker.io/library/node": {"18": "2025-04-30", "24": "2028-04-30"}, "docker.io/library/debian": {"11": "2026-08-31"}}, "codenames": {"bullseye": "11"}}

findings(image, grace, own) := found if {
	params := {"std/dockerfile/base-supported": {"grace_days": grace, "eol_table": own}}
	stages := [testing.changed([], {"from": image})]
	found := base_supported.deny with input as testing.file(stages) with data.params as params with data.eol as table
}

test_a_base_past_its_end_is_denied if count(findings(testing.image("node:18-alpine"), 30, {})) == 1

test_a_supported_base_is_fine if count(findings(testing.image("node:24.1-alpine"), 30, {})) == 0

test_unknown_products_get_no_verdict if count(findings(testing.image("acme:1"), 30, {})) == 0

test_code_names_are_versions if count(findings(testing.image("debian:bullseye-slim"), 30, {})) == 1

test_grace_is_granted if count(findings(testing.image("debian:11"), 100, {})) == 0

test_the_own_table_comes_first if {
	own := {"docker.io/library/node": {"18": "2030-01-01"}}
	count(findings(testing.image("node:18"), 0, own)) == 0
}

test_distroless_has_the_version_in_its_name if {
	image := object.union(testing.image("static"), {"registry": "gcr.io", "repository": "distroless/static-debian11"})
	count(findings(image, 30, {})) == 1
}
