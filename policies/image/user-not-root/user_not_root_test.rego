package std.image.user_not_root_test

import data.std.image.user_not_root

findings(config, history, step_down) := found if {
	params := {"std/image/user-not-root": {"allow_step_down": step_down}}
	found := user_not_root.deny with input as {"documents": {"image": [{"uri": "c.json", "config": config, "history": history}]}} with data.params as params
}

test_no_user_is_denied if count(findings({"user": ""}, [], true)) == 1

test_root_with_a_group_is_denied if count(findings({"user": "0:0"}, [], true)) == 1

test_a_number_is_fine if count(findings({"user": "10001"}, [], true)) == 0

test_stepping_down_is_accepted if {
	config := {"user": "", "entrypoint": ["gosu", "app", "server"]}
	count(findings(config, [], true)) == 0
	count(findings(config, [], false)) == 1
}

test_an_index_without_config_is_no_image if {
	params := {"std/image/user-not-root": {"allow_step_down": true}}
	count(user_not_root.deny) == 0 with input as {"documents": {"image": [{"uri": "index.json", "config": null}]}} with data.params as params
}
