package std.dockerfile.secret_mount_test

import data.std.dockerfile.secret_mount
import data.std.lib.testing

mounted(text, mount) := object.union(testing.run(3, text), {"raw": text, "mounts": [mount]})

file := {"type": "secret", "id": "k", "target": "/run/secrets/k"}

variable := {"type": "secret", "id": "k", "env": "TOKEN"}

checks(instr) := {finding.check | some finding in found} if {
	found := secret_mount.deny with input as testing.one(instr)
}

with_words(instruction, names) := object.union(instruction, {"run": {"commands": [object.union(instruction.run.commands[0], {"words": [{"lit": "", "vars": names, "quote": "none", "glob": false}]})]}})

test_a_mounted_secret_is_fine if checks([mounted("tool --key /run/secrets/k", file)]) == set()

test_a_secret_without_mount_is_denied if {
	checks([object.union(testing.run(3, "tool --key /run/secrets/k"), {"raw": "/run/secrets/k"})]) == {"not-mounted"}
}

test_a_copied_secret_is_denied if checks([mounted("cp /run/secrets/k /app/", file)]) == {"stored"}

test_a_copy_on_tmpfs_is_fine if {
	instruction := object.union(mounted("cp /run/secrets/k /tmp/k", file), {"mounts": [file, {"type": "tmpfs", "target": "/tmp"}]})
	checks([instruction]) == set()
}

test_a_printed_secret_is_denied if {
	checks([with_words(mounted("echo $TOKEN", variable), ["TOKEN"])]) == {"printed"}
}

test_a_variable_of_arg_is_denied if {
	arg := testing.instruction("ARG", 2, {"kv": [{"k": "NPM_TOKEN", "v": null}]})
	checks([arg, with_words(testing.run(3, "npm x"), ["NPM_TOKEN"])]) == {"variable"}
}

test_a_variable_of_a_mount_is_fine if {
	checks([with_words(mounted("npm x", variable), ["TOKEN"])]) == set()
}
