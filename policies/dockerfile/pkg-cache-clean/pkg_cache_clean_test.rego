package std.dockerfile.pkg_cache_clean_test

import data.std.dockerfile.pkg_cache_clean
import data.std.lib.testing

params := {"std/dockerfile/pkg-cache-clean": {"managers": ["apt-get", "apk", "pip", "npm", "yum"]}}

act(text, manager, action, flags) := object.union(testing.run(3, text), {"run": {"facts": {"pkg": [{"cmd": 0, "mgr": manager, "action": action, "flags": flags, "packages": []}]}}})

checks(stage) := {finding.check | some finding in found} if {
	found := pkg_cache_clean.deny with input as testing.file([stage]) with data.params as params
}

of(instruction) := checks(testing.stage([instruction]))

test_lists_left_behind_are_denied if of(act("apt-get update", "apt-get", "update", [])) == {"apt"}

test_lists_that_the_same_run_removes_are_fine if {
	of(act("apt-get update && rm -rf /var/lib/apt/lists/*", "apt-get", "update", [])) == set()
}

test_braces_are_folders if {
	of(act("apt-get update && rm -rf /var/{cache/apt,lib/apt/lists}/*", "apt-get", "update", [])) == set()
}

test_cleaning_before_is_too_early if {
	instruction := object.union(act("yum clean all && yum install x", "yum", "install", []), {"run": {"facts": {"pkg": [{"cmd": 1, "mgr": "yum", "action": "install", "flags": [], "packages": []}]}}})
	of(instruction) == {"yum"}
}

test_apk_without_no_cache_is_denied if of(act("apk add curl", "apk", "add", [])) == {"apk"}

test_apk_with_no_cache_is_fine if of(act("apk add curl", "apk", "add", ["no-cache"])) == set()

test_a_cache_mount_is_fine if {
	instruction := object.union(act("apk add curl", "apk", "add", []), {"mounts": [{"type": "cache", "target": "/var/cache/apk"}]})
	of(instruction) == set()
}

test_pip_may_be_switched_off if {
	instruction := act("pip install x", "pip", "install", [])
	checks(testing.changed([instruction], {"effective": {"env": {"PIP_NO_CACHE_DIR": "1"}}})) == set()
	of(instruction) == {"pip"}
}

test_builder_stages_are_not_judged if {
	checks(testing.changed([act("apk add curl", "apk", "add", [])], {"final": false})) == set()
}

test_npm_has_no_such_flag if of(testing.run(3, "npm ci --no-cache")) == {"npm-no-cache"}

test_managers_that_are_not_listed_are_not_judged if of(act("zypper in x", "zypper", "in", [])) == set()

test_another_folder_of_the_cache_is_not_the_right_one if {
	of(act("yum install x && rm -rf /var/cache/apk", "yum", "install", [])) == {"yum"}
	of(act("yum install x && rm -rf /var/cache/*", "yum", "install", [])) == set()
	of(act("yum install x && rm -rf /var/cache/yum", "yum", "install", [])) == set()
}

fixes(text) := {finding.fix | some finding in found} if {
	found := pkg_cache_clean.deny with input as testing.one([act(text, "apt-get", "update", [])]) with data.params as params
}

test_nothing_is_added_behind_a_comment_or_a_dangling_line if {
	fixes("apt-get update # lists") == {null}
	fixes("apt-get update \\") == {null}
	fixes("apt-get update &") == {null}
	count(fixes("apt-get update") - {null}) == 1
}
