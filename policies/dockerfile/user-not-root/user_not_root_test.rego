package std.dockerfile.user_not_root_test

import data.std.dockerfile.user_not_root

stage := {
	"final": true,
	"index": 0,
	"baseStage": null,
	"from": {
		"raw": "node:24",
		"resolved": "node:24",
		"registry": "docker.io",
		"repository": "library/node",
		"tag": "24",
		"loc": {"uri": "Dockerfile", "line": 1},
	},
	"instr": [{"kw": "USER", "loc": {"uri": "Dockerfile", "line": 2}}],
	"effective": {
		"user": "10001",
		"entrypoint": null,
	},
}

input_with(changes) := {"documents": {"dockerfile": [{"stages": [object.union(stage, changes)]}]}}

params := {"std/dockerfile/user-not-root": {"nonroot_bases": ["*:nonroot"], "root_bases": ["docker.io/library/node:*"], "strict_unset": false, "allow_step_down": true}}

findings(changes) := found if {
	found := user_not_root.deny with input as input_with(changes) with data.params as params
}

test_a_numeric_user_is_fine if count(findings({})) == 0

test_root_is_denied_where_it_is_set if {
	some finding in findings({"effective": {"user": "root"}})
	finding.at.line == 2
}

test_root_with_a_group_is_denied if count(findings({"effective": {"user": "0:0"}})) == 1

test_no_user_is_denied_where_the_stage_begins if {
	some finding in findings({"instr": [], "effective": {"user": null}})
	finding.at.line == 1
}

test_a_nonroot_base_needs_no_user if {
	base := {"resolved": "gcr.io/distroless/static:nonroot", "registry": "gcr.io", "repository": "distroless/static", "tag": "nonroot"}
	count(findings({"instr": [], "from": base, "effective": {"user": null}})) == 0
}

test_a_builder_stage_may_be_root if count(findings({"final": false, "effective": {"user": "root"}})) == 0

test_an_entrypoint_that_steps_down_is_accepted if {
	count(findings({"effective": {"user": "root", "entrypoint": {"form": "exec", "argv": ["gosu", "app", "server"]}}})) == 0
}

test_stepping_down_can_be_refused if {
	strict := {"std/dockerfile/user-not-root": {"nonroot_bases": [], "root_bases": [], "strict_unset": false, "allow_step_down": false}}
	changes := {"effective": {"user": "root", "entrypoint": {"form": "exec", "argv": ["gosu", "app"]}}}
	count(user_not_root.deny) == 1 with input as input_with(changes) with data.params as strict
}

test_unknown_bases_give_no_verdict if {
	changes := {"from": {"repository": "acme/base", "resolved": "acme/base:1"}, "instr": [], "effective": {"user": null}}
	count(findings(changes)) == 0
	count(user_not_root.unknown) == 1 with input as input_with(changes) with data.params as params
}

test_unknown_bases_may_be_refused if {
	strict := {"std/dockerfile/user-not-root": object.union(params["std/dockerfile/user-not-root"], {"strict_unset": true})}
	changes := {"from": {"repository": "acme/base", "resolved": "acme/base:1"}, "instr": [], "effective": {"user": null}}
	count(user_not_root.deny) == 1 with input as input_with(changes) with data.params as strict
}

test_each_finding_says_whether_root_was_set_or_left if {
	{finding.check | some finding in findings({"effective": {"user": "root"}})} == {"root"}
	{finding.check | some finding in findings({"effective": {"user": null}})} == {"unset"}
}

scratch := {"raw": "scratch", "resolved": "scratch", "registry": null, "repository": null, "tag": null, "loc": {"uri": "Dockerfile", "line": 1}}

test_without_a_base_the_user_is_root if {
	count(findings({"from": scratch, "effective": {"user": null, "entrypoint": {"argv": ["/app"]}}})) == 1
}

test_files_to_take_away_start_nothing if {
	nothing := {"from": scratch, "effective": {"user": null, "entrypoint": null, "cmd": null}}
	count(findings(nothing)) == 0
	count(user_not_root.unknown) == 1 with input as input_with(nothing) with data.params as params
}
