package std.dockerfile.os_packages_pinned_test

import data.std.dockerfile.os_packages_pinned
import data.std.lib.testing

with_params(mode, allowed) := {"std/dockerfile/os-packages-pinned": {"pin_mode": mode, "allow_unpinned": allowed}}

findings(instr, from, mode, allowed) := found if {
	stages := [testing.changed(instr, {"from": from})]
	found := os_packages_pinned.deny with input as testing.file(stages) with data.params as with_params(mode, allowed)
}

of(manager, names) := findings([testing.install(3, manager, [], names)], testing.image("debian:13"), "version", [])

test_a_package_without_version_is_denied if {
	some finding in of("apt-get", ["nginx", "curl=8.*"])
	finding.evidence.packages == ["nginx"]
	finding.check == "apt"
}

test_versions_are_fine if count(of("apt-get", ["nginx=1.26.*"])) == 0

test_rpm_versions_stand_behind_a_hyphen if count(of("yum", ["httpd-2.24.4"])) == 0

test_local_files_are_fine if count(of("apt-get", ["./app.deb"])) == 0

test_groups_and_variables_are_fine if count(of("yum", ["@development", "$PACKAGES"])) == 0

test_packages_may_be_allowed if {
	count(findings([testing.install(3, "apk", [], ["tzdata"])], testing.image("alpine:3"), "version", ["tz*"])) == 0
}

test_a_snapshot_is_enough_where_it_is_asked_for if {
	from := object.union(testing.image("debian:13"), {"digest": "sha256:0"})
	source := testing.instruction("RUN", 2, {"raw": "RUN echo deb https://snapshot.debian.org/archive/debian/20261101T000000Z trixie main"})
	instr := [source, testing.install(3, "apt-get", [], ["nginx"])]
	count(findings(instr, from, "snapshot", [])) == 0
	count(findings(instr, from, "version", [])) == 1
}
