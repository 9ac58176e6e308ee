package std.dockerfile.no_dev_deps_test

import data.std.dockerfile.no_dev_deps
import data.std.lib.testing

findings(stages) := found if {
	found := no_dev_deps.deny with input as testing.file(stages)
}

of(text) := findings([testing.stage([testing.run(2, text)])])

test_everything_is_denied if count(of("npm ci")) == 1

test_production_dependencies_are_fine if count(of("npm ci --omit=dev")) == 0

test_pruning_is_fine if count(of("npm ci && npm prune")) == 0

test_the_environment_may_say_so if {
	count(findings([testing.changed([testing.run(2, "npm ci")], {"effective": {"env": {"NODE_ENV": "production"}}})])) == 0
}

test_a_builder_may_have_them if count(findings([testing.changed([testing.run(2, "npm ci")], {"final": false})])) == 0

test_modules_of_a_builder_are_denied if {
	build := testing.changed([testing.run(2, "npm ci")], {"final": false, "name": "build"})
	copied := object.union(testing.copy(4, ["/app/node_modules"], "/app/"), {"copy": {"from": "build"}})
	count(findings([build, testing.changed([copied], {"index": 1})])) == 1
}
