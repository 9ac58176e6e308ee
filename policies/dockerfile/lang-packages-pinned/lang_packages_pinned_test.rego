package std.dockerfile.lang_packages_pinned_test

import data.std.dockerfile.lang_packages_pinned
import data.std.lib.testing

checks(manager, flags, names, allowed) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/lang-packages-pinned": {"allow_unpinned": allowed}}
	found := lang_packages_pinned.deny with input as testing.one([testing.install(2, manager, flags, names)]) with data.params as params
}

test_names_alone_are_denied if {
	checks("pip", [], ["flask"], []) == {"pip"}
	checks("npm", ["g"], ["serve"], []) == {"npm"}
	checks("gem", [], ["rake"], []) == {"gem"}
	checks("go", [], ["example.com/x@latest"], []) == {"go"}
}

test_versions_are_fine if {
	checks("pip", [], ["flask==3.1.0"], []) == set()
	checks("npm", [], ["serve@14.2.0"], []) == set()
	checks("gem", ["version=13"], ["rake"], []) == set()
	checks("go", [], ["example.com/x@v1.2.3"], []) == set()
}

test_files_are_fine if {
	checks("pip", ["r"], ["requirements.txt"], []) == set()
	checks("npm", [], ["./local"], []) == set()
	checks("pip", [], ["."], []) == set()
}

test_packages_may_be_allowed if checks("pip", [], ["flask"], ["fl*"]) == set()

git(manager, name) := {finding.check | some finding in found} if {
	instruction := object.union(testing.install(2, manager, [], [name]), {"run": {"facts": {"pkg": [{
		"cmd": 0,
		"mgr": manager,
		"action": "install",
		"flags": [],
		"packages": [{"name": name, "version": null, "kind": "url"}],
	}]}}})
	params := {"std/dockerfile/lang-packages-pinned": {"allow_unpinned": []}}
	found := lang_packages_pinned.deny with input as testing.one([instruction]) with data.params as params
}

test_repositories_need_a_tag_or_commit if {
	git("pip", "git+https://git.example/x/y") == {"pip"}
	git("pip", "git+ssh://git@git.example/x/y.git") == {"pip"}
	git("pip", "git+https://git.example/x/y@v1") == set()
	git("pip", "https://files.example/y-1.tar.gz") == set()
	git("npm", "git+https://git.example/x/y") == {"npm"}
	git("npm", "git+https://git.example/x/y#v1") == set()
	checks("npm", [], ["user/repo"], []) == {"npm"}
	checks("npm", [], ["user/repo#v1"], []) == set()
	checks("npm", [], ["@scope/name@1.0.0"], []) == set()
}
