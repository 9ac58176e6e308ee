package std.registry.content_trust_test

import data.std.registry.content_trust

with_input(metadata) := {"documents": {"registry": [{"uri": "p.json", "projects": [{"name": "prod", "metadata": metadata}]}]}}

params(globs) := {"std/registry/content-trust": {"project_globs": globs}}

test_a_project_without_trust_is_denied if {
	count(content_trust.deny) == 1 with input as with_input({}) with data.params as params(["*"])
}

test_cosign_is_fine if {
	count(content_trust.deny) == 0 with input as with_input({"enable_content_trust_cosign": "true"}) with data.params as params(["*"])
}

test_other_projects_are_not_judged if {
	count(content_trust.deny) == 0 with input as with_input({}) with data.params as params(["release-*"])
}

test_without_projects_nothing_is_known if {
	count(content_trust.unknown) == 1 with input as {"documents": {"registry": [{"uri": "h.yml", "config": {}}]}} with data.params as params(["*"])
}
