package std.dockerfile.download_verified_test

import data.std.dockerfile.download_verified
import data.std.lib.testing

checks(instr, hosts) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/download-verified": {"trusted_hosts": hosts}}
	found := download_verified.deny with input as testing.one(instr) with data.params as params
}

download(verified, piped) := object.union(testing.run(2, "curl https://example.com/x"), {"run": {"facts": {"downloads": [{"cmd": 0, "url": "https://example.com/x", "out": "/x", "pipedTo": piped, "verified": verified}]}}})

add(flags) := object.union(testing.copy(2, ["https://example.com/x"], "/x"), {"kw": "ADD", "flags": flags})

test_a_download_is_denied if checks([download(false, null)], []) == {"download"}

test_a_checked_download_is_fine if checks([download(true, null)], []) == set()

test_pipes_into_shells_are_another_rule if checks([download(false, "sh")], []) == set()

test_trusted_hosts_are_fine if checks([download(false, null)], ["example.com"]) == set()

test_add_needs_a_checksum if {
	checks([add([])], []) == {"add"}
	checks([add([{"name": "checksum", "value": "sha256:0"}])], []) == set()
}

test_a_clone_needs_a_commit if {
	checks([testing.run(2, "git clone https://git.example/x")], []) == {"git"}
	checks([testing.run(2, "git clone https://git.example/x && git checkout 0123456789abcdef0123456789abcdef01234567")], []) == set()
}
