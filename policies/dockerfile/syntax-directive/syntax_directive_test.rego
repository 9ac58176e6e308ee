package std.dockerfile.syntax_directive_test

import data.std.dockerfile.syntax_directive
import data.std.lib.testing

params := {"std/dockerfile/syntax-directive": {"trusted_frontends": ["docker.io/docker/dockerfile"]}}

mount := object.union(testing.run(3, "x"), {"flags": [{"name": "mount", "value": "type=cache", "raw": "", "loc": testing.loc(3)}]})

frontend(repository) := object.union(testing.image("x:1"), {"use": "syntax", "repository": repository})

document(instr, syntax) := object.union(testing.one(instr).documents.dockerfile[0], {
	"directives": {"syntax": syntax},
	"refs": [syntax],
})

checks(dockerfile) := {finding.check | some finding in found} if {
	found := syntax_directive.deny with input as {"documents": {"dockerfile": [dockerfile]}} with data.params as params
}

test_newer_features_need_a_directive if checks(testing.one([mount]).documents.dockerfile[0]) == {"missing"}

test_older_features_do_not if checks(testing.one([testing.run(2, "x")]).documents.dockerfile[0]) == set()

test_a_trusted_frontend_is_fine if checks(document([mount], frontend("docker/dockerfile"))) == set()

test_a_strange_frontend_is_denied if checks(document([mount], frontend("someone/dockerfile"))) == {"untrusted"}
