package std.dockerfile.pipe_to_shell_test

import data.std.dockerfile.pipe_to_shell
import data.std.lib.testing

piped(reader) := object.union(testing.run(2, "curl x | sh"), {"run": {"facts": {"downloads": [{"cmd": 0, "url": "https://example.com/x", "out": null, "pipedTo": reader, "verified": false}]}}})

findings(instruction) := found if {
	found := pipe_to_shell.deny with input as testing.one([instruction])
}

test_a_pipe_into_a_shell_is_denied if count(findings(piped("sh"))) == 1

test_a_download_alone_is_fine if count(findings(piped(null))) == 0
