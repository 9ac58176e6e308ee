package std.registry.https_test

import data.std.registry.https

findings(config, terminated) := found if {
	params := {"std/registry/https": {"tls_terminated": terminated}}
	found := https.deny with input as {"documents": {"registry": [{"uri": "harbor.yml", "config": config}]}} with data.params as params
}

test_plain_http_is_denied if count(findings({"http": {"port": 80}}, false)) == 1

test_an_empty_certificate_is_denied if count(findings({"https": {"port": 443, "certificate": "", "private_key": ""}}, false)) == 1

test_https_is_fine if count(findings({"https": {"port": 443, "certificate": "/c", "private_key": "/k"}}, false)) == 0

test_a_proxy_may_do_it if {
	count(findings({"http": {"port": 80}, "external_url": "https://reg.example"}, true)) == 0
	count(findings({"http": {"port": 80}, "external_url": "https://reg.example"}, false)) == 1
}

test_an_external_address_in_the_clear_is_denied if count(findings({"external_url": "http://reg.example"}, true)) == 2
