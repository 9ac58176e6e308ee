package std.image.env_secret_test

import data.std.image.env_secret

findings(key, value, allowed) := found if {
	params := {"std/image/env-secret": {"allow_keys": allowed}}
	found := env_secret.deny with input as {"documents": {"image": [{"uri": "c.json", "config": {"env": [{"k": key, "v": value}]}}]}} with data.params as params
}

test_a_password_is_denied_and_masked if {
	some finding in findings("DB_PASSWORD", "hunter2-and-more", [])
	not contains(json.marshal(finding), "and-more")
}

test_urls_with_passwords_are_denied if count(findings("DB", "postgres://app:verysecret@db.corp/x", [])) == 1

test_empty_values_are_fine if count(findings("DB_PASSWORD", "", [])) == 0

test_names_may_be_allowed if count(findings("API_KEY", "x", ["API_*"])) == 0

test_ordinary_variables_are_fine if count(findings("PATH", "/usr/bin", [])) == 0
