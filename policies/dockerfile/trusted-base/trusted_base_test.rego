package std.dockerfile.trusted_base_test

import data.std.dockerfile.trusted_base

input_with(ref) := {"documents": {"dockerfile": [{"refs": [ref]}]}}

node := {
	"raw": "node:24",
	"resolved": "node:24",
	"registry": "docker.io",
	"repository": "library/node",
	"tag": "24",
	"digest": null,
	"stage": null,
	"unresolved": [],
	"loc": {"uri": "Dockerfile", "line": 1},
}

stranger := object.union(node, {"raw": "someuser/node-fast:1", "resolved": "someuser/node-fast:1", "repository": "someuser/node-fast"})

params := {"std/dockerfile/trusted-base": {
	"trusted_registries": ["registry.example.com"],
	"trusted_repos": ["docker.io/library/*"],
	"denied_repos": [],
}}

test_official_images_are_trusted if {
	count(trusted_base.deny) == 0 with input as input_with(node) with data.params as params
}

test_a_stranger_is_denied if {
	some finding in trusted_base.deny with input as input_with(stranger) with data.params as params
	finding.term == "docker.io/someuser/node-fast"
}

test_everything_of_a_trusted_registry_is_trusted if {
	ref := object.union(stranger, {"registry": "registry.example.com"})
	count(trusted_base.deny) == 0 with input as input_with(ref) with data.params as params
}

test_denied_repositories_are_denied_even_there if {
	denied := json.patch(params, [{"op": "replace", "path": "/std~1dockerfile~1trusted-base/denied_repos", "value": ["docker.io/library/node"]}])
	count(trusted_base.deny) == 1 with input as input_with(node) with data.params as denied
}

test_what_is_not_known_is_said if {
	ref := object.union(stranger, {"unresolved": ["BASE"]})
	count(trusted_base.deny) == 0 with input as input_with(ref) with data.params as params
	count(trusted_base.unknown) == 1 with input as input_with(ref) with data.params as params
}

test_what_is_no_reference_is_not_known if {
	broken := object.union(node, {"raw": "node:{tag}", "resolved": "node:{tag}", "registry": null, "repository": null, "tag": null})
	count(trusted_base.deny) == 0 with input as input_with(broken) with data.params as params
	count(trusted_base.unknown) == 1 with input as input_with(broken) with data.params as params
}

unknown_tag(text, name) := object.union(node, {"raw": text, "resolved": text, "registry": null, "repository": null, "tag": null, "unresolved": [name]})

judged(text, name) := [count(denied), count(open)] if {
	denied := trusted_base.deny with input as input_with(unknown_tag(text, name)) with data.params as params
	open := trusted_base.unknown with input as input_with(unknown_tag(text, name)) with data.params as params
}

test_a_tag_that_is_not_known_does_not_matter if {
	judged("node:$V", "V") == [0, 0]
	judged("node:${V}-alpine", "V") == [0, 0]
	judged("registry.example.com/a/b:1-${V}", "V") == [0, 0]
	judged("registry.example.com:5000/a/b:${V}", "V") == [1, 0]
	judged("someuser/node-fast:${V}", "V") == [1, 0]
}

test_a_name_that_is_not_known_does if {
	judged("$IMAGE", "IMAGE") == [0, 1]
	judged("node${V}", "V") == [0, 1]
	judged("registry:${PORT}/x", "PORT") == [0, 1]
	judged("node:${V:-24/x}", "V") == [0, 1]
}
