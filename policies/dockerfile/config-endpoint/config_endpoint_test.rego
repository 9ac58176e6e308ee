package std.dockerfile.config_endpoint_test

import data.std.dockerfile.config_endpoint
import data.std.lib.testing

findings(value, domains, schemes) := found if {
	params := {"std/dockerfile/config-endpoint": {"internal_domains": domains, "dsn_schemes": schemes}}
	found := config_endpoint.deny with input as testing.one([testing.env(2, "DB", value)]) with data.params as params
}

of(value) := findings(value, [".corp"], ["postgres"])

test_connection_strings_are_denied if count(of("postgres://db.prod:5432/x")) == 1

test_internal_hosts_are_denied if count(of("https://api.acme.corp/v1")) == 1

test_private_addresses_are_denied if count(of("http://10.1.2.3:8080")) == 1

test_localhost_is_fine if count(of("postgres://localhost/x")) == 0

test_examples_are_fine if count(of("postgres://db.example.com/x")) == 0

test_public_hosts_are_fine if count(of("https://api.acme.com")) == 0

test_more_domains_deny_more if count(findings("https://api.acme.com", [".acme.com"], [])) == 1

test_more_schemes_deny_more if count(findings("nats://bus", [], ["nats"])) == 1
