package std.dockerfile.transport_secure_test

import data.std.dockerfile.transport_secure
import data.std.lib.testing

checks(instr, hosts) := {finding.check | some finding in found} if {
	params := {"std/dockerfile/transport-secure": {"internal_http": hosts}}
	found := transport_secure.deny with input as testing.one(instr) with data.params as params
}

download(url) := object.union(testing.run(2, "curl x"), {"run": {"facts": {"downloads": [{"cmd": 0, "url": url, "out": null, "pipedTo": null, "verified": false}]}}})

test_plain_http_is_denied if checks([download("http://example.com/x")], []) == {"plain"}

test_the_old_protocol_of_git_is_denied if checks([download("git://example.com/x")], []) == {"plain"}

test_this_machine_is_near_by_every_name if checks([download("http://[::1]:8080/x")], []) == set()

test_https_is_fine if checks([download("https://example.com/x")], []) == set()

test_hosts_may_be_allowed if checks([download("http://mirror/x")], ["mirror"]) == set()

test_curl_without_check_is_denied if checks([testing.run(2, "curl -k https://x")], []) == {"curl"}

test_the_same_letter_elsewhere_is_fine if checks([testing.run(2, "tar -k x")], []) == set()

test_wget_without_check_is_denied if checks([testing.run(2, "wget --no-check-certificate https://x")], []) == {"wget"}

test_variables_that_switch_off_are_denied if {
	checks([testing.env(2, "NODE_TLS_REJECT_UNAUTHORIZED", "0")], []) == {"node"}
	checks([testing.env(2, "NODE_TLS_REJECT_UNAUTHORIZED", "1")], []) == set()
}

test_settings_of_tools_are_denied if {
	checks([testing.run(2, "npm config set strict-ssl false")], []) == {"npm"}
	checks([testing.run(2, "git config --global http.sslVerify false")], []) == {"git"}
}
