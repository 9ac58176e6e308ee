package std.dockerfile.system_dir_test

import data.std.dockerfile.system_dir
import data.std.lib.testing

findings(keyword, path, folders) := found if {
	params := {"std/dockerfile/system-dir": {"system_dirs": folders}}
	found := system_dir.deny with input as testing.one([testing.instruction(keyword, 2, {"args": [path]})]) with data.params as params
}

test_folders_of_the_kernel_are_denied if {
	count(findings("WORKDIR", "/proc", ["/proc"])) == 1
	count(findings("VOLUME", "/sys/fs", ["/sys"])) == 1
}

test_names_that_begin_alike_are_fine if count(findings("WORKDIR", "/processes", ["/proc"])) == 0

test_more_folders_deny_more if count(findings("WORKDIR", "/etc", ["/etc"])) == 1
