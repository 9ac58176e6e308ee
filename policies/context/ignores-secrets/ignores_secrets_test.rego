package std.context.ignores_secrets_test

import data.std.context.ignores_secrets
import data.std.lib.testing

pattern(text, negated) := {"raw": text, "pattern": text, "negated": negated}

findings(patterns, paths, srcs) := found if {
	params := {"std/context/ignores-secrets": {"probe_paths": paths}}
	context := {"uri": ".dockerignore", "dockerfile": "Dockerfile", "ignoreFile": ".dockerignore", "patterns": patterns, "probe": {}}
	found := ignores_secrets.deny with input as object.union(testing.one([testing.copy(3, srcs, "/app/")]), {"documents": {"context": [context]}}) with data.params as params
}

test_a_path_that_gets_through_is_denied if count(findings([pattern("node_modules", false)], [".env"], ["."])) == 1

test_a_path_that_is_named_is_fine if count(findings([pattern(".env", false)], [".env"], ["."])) == 0

test_the_last_match_counts if {
	count(findings([pattern("*", false), pattern(".env", true)], [".env"], ["."])) == 1
	count(findings([pattern(".env", true), pattern("*", false)], [".env"], ["."])) == 0
}

test_folders_take_their_files_along if count(findings([pattern(".aws", false)], [".aws/credentials"], ["."])) == 0

test_single_folders_are_fine if count(findings([], [".env"], ["src"])) == 0

test_more_paths_deny_more if count(findings([pattern(".env", false)], [".env", "id_rsa"], ["."])) == 1
