package std.dockerfile.pkg_cache_clean_test

import data.std.dockerfile.pkg_cache_clean

input_with(pkg, text, more) := {"documents": {"dockerfile": [{"stages": [object.union(
	{
		"final": true,
		"effective": {"env": {}},
		"instr": [{
			"kw": "RUN",
			"text": text,
			"mounts": object.get(more, "mounts", []),
			"loc": {"uri": "Dockerfile", "line": 2},
			"run": {"facts": {"pkg": [pkg]}},
		}],
	},
	object.get(more, "stage", {}),
)]}]}}

params := {"std/dockerfile/pkg-cache-clean": {"managers": ["apt-get", "apk", "pip"]}}

apt := {"mgr": "apt-get", "action": "install", "flags": ["y"], "packages": []}

apk := {"mgr": "apk", "action": "install", "flags": [], "packages": []}

pip := {"mgr": "pip", "action": "install", "flags": [], "packages": []}

findings(pkg, text, more) := found if {
	found := pkg_cache_clean.deny with input as input_with(pkg, text, more) with data.params as params
}

test_lists_left_behind_are_denied if count(findings(apt, "apt-get install -y curl", {})) == 1

test_lists_removed_in_the_same_run_are_fine if {
	count(findings(apt, "apt-get install -y curl && rm -rf /var/lib/apt/lists/*", {})) == 0
}

test_apk_with_no_cache_is_fine if {
	count(findings(object.union(apk, {"flags": ["no-cache"]}), "apk add --no-cache curl", {})) == 0
}

test_apk_without_no_cache_is_denied if count(findings(apk, "apk add curl", {})) == 1

test_cache_mounts_are_fine if {
	mounts := [{"type": "cache", "target": "/var/cache/apk"}]
	count(findings(apk, "apk add curl", {"mounts": mounts})) == 0
}

test_pip_can_be_switched_off_for_the_stage if {
	count(findings(pip, "pip install x", {"stage": {"effective": {"env": {"PIP_NO_CACHE_DIR": "1"}}}})) == 0
}

test_builder_stages_are_not_judged if count(findings(apk, "apk add curl", {"stage": {"final": false}})) == 0

test_managers_that_are_not_listed_are_not_judged if {
	none := {"std/dockerfile/pkg-cache-clean": {"managers": []}}
	count(pkg_cache_clean.deny) == 0 with input as input_with(apk, "apk add curl", {}) with data.params as none
}
