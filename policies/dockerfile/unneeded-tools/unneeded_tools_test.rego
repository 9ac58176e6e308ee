package std.dockerfile.unneeded_tools_test

import data.std.dockerfile.unneeded_tools
import data.std.lib.testing

params := {"std/dockerfile/unneeded-tools": {"denied_packages": ["vim", "netcat-openbsd"]}}

checks(instr) := {finding.check | some finding in found} if {
	found := unneeded_tools.deny with input as testing.one(instr) with data.params as params
}

test_an_editor_is_denied if checks([testing.install(2, "apt-get", [], ["vim"])]) == {"package"}

test_other_packages_are_fine if checks([testing.install(2, "apt-get", [], ["nginx"])]) == set()

test_what_the_healthcheck_uses_is_fine if {
	health := testing.instruction("HEALTHCHECK", 3, {"raw": "HEALTHCHECK CMD netcat -z localhost 80"})
	checks([testing.install(2, "apt-get", [], ["netcat-openbsd"]), health]) == set()
}

test_pointless_commands_are_denied if checks([testing.run(2, "service nginx start")]) == {"command"}

test_two_downloaders_are_denied if {
	checks([testing.run(2, "curl x"), testing.run(3, "wget y")]) == {"two-downloaders"}
}

test_one_downloader_is_fine if checks([testing.run(2, "curl x"), testing.run(3, "curl y")]) == set()
