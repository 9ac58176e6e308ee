package std.dockerfile.undefined_var_test

import data.std.dockerfile.undefined_var
import data.std.lib.testing

checks(stages, globals) := {finding.check | some finding in found} if {
	file := testing.file(stages)
	document := object.union(file.documents.dockerfile[0], {"globalArgs": globals})
	found := undefined_var.deny with input as {"documents": {"dockerfile": [document]}}
}

copy(names) := object.union(testing.copy(3, ["x"], "/x"), {"unresolved": names})

arg(name, value) := testing.instruction("ARG", 2, {"kv": [{"k": name, "v": value, "unresolved": []}]})

from(raw, names) := object.union(testing.image("alpine:3"), {"raw": raw, "resolved": raw, "unresolved": names})

test_undeclared_variables_are_denied if checks([testing.stage([copy(["DIR"])])], []) == {"undeclared"}

test_declared_variables_are_fine if checks([testing.stage([arg("DIR", null), copy(["DIR"])])], []) == set()

test_what_is_declared_later_is_not_declared_yet if {
	later := object.union(arg("DIR", "x"), {"loc": testing.loc(4)})
	checks([testing.stage([copy(["DIR"]), later])], []) == {"undeclared"}
}

test_triggers_run_in_another_build if {
	trigger := testing.instruction("ONBUILD", 3, {"trigger": copy(["DIR"])})
	checks([testing.stage([trigger])], []) == set()
}

test_instructions_know_no_variables_of_processes if {
	checks([testing.stage([copy(["HOME"])])], []) == {"undeclared"}
	checks([testing.stage([copy(["PATH"])])], []) == set()
}

test_other_bases_may_set_them if {
	checks([testing.changed([copy(["JAVA_HOME"])], {"from": testing.image("tomcat:11")})], []) == set()
}

test_from_sees_only_what_stands_before if {
	checks([testing.changed([], {"from": from("x:$TAG", ["TAG"])})], []) == {"from"}
	checks([testing.changed([], {"from": from("x-$TARGETARCH", ["TARGETARCH"])})], []) == set()
}

test_arguments_of_from_need_a_default if {
	checks([testing.changed([], {"from": from("x:${TAG}", ["TAG"])})], [arg("TAG", null)]) == {"default"}
	checks([testing.changed([], {"from": from("x:3${TAG}", ["TAG"])})], [arg("TAG", null)]) == set()
}

test_an_env_cannot_use_itself if {
	env := testing.instruction("ENV", 3, {"kv": [
		{"k": "A", "v": "1", "unresolved": [], "loc": testing.loc(3)},
		{"k": "B", "v": "$A", "unresolved": ["A"], "loc": testing.loc(3)},
	]})
	checks([testing.stage([env])], []) == {"self"}
	checks([testing.stage([arg("A", null), env])], []) == set()
}

test_paths_may_be_extended if {
	checks([testing.stage([testing.env(3, "PATH", "$PATH:/x")])], []) == set()
}

test_a_value_that_is_not_there_cannot_be_extended if {
	checks([testing.stage([testing.env(3, "EXTRA", "$EXTRA:/x")])], []) == {"undeclared"}
	checks([testing.changed([testing.env(3, "EXTRA", "$EXTRA:/x")], {"from": testing.image("tomcat:11")})], []) == set()
}

test_single_quotes_keep_a_dollar if {
	env := testing.instruction("ENV", 3, {"text": "A='$A'", "kv": [{"k": "A", "v": "$A", "unresolved": [], "loc": testing.loc(3)}]})
	checks([testing.stage([env])], []) == set()
}

test_a_default_is_no_declaration if {
	checks([testing.stage([testing.instruction("WORKDIR", 3, {"text": "${DIR:-/x}"})])], []) == {"undeclared"}
	checks([testing.changed([], {"from": from("x:${TAG:-3}", [])})], []) == {"from"}
	checks([testing.stage([testing.instruction("WORKDIR", 3, {"text": "\\${DIR:-/x}"})])], []) == set()
}
