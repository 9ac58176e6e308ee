package std.dockerfile.env_arg_secret_test

import data.std.dockerfile.env_arg_secret

input_with(keyword, name, value) := {"documents": {"dockerfile": [{
	"globalArgs": [],
	"stages": [{"instr": [{
		"kw": keyword,
		"kv": [{"k": name, "v": value, "loc": {"uri": "Dockerfile", "line": 2}}],
	}]}],
}]}}

params := {"std/dockerfile/env-arg-secret": {
	"secret_key_regex": "(^|_)(PASSWORD|TOKEN|KEY)($|_)",
	"allow_keys": ["*_FILE", "PUBLIC_KEY"],
}}

findings(keyword, name, value) := found if {
	found := env_arg_secret.deny with input as input_with(keyword, name, value) with data.params as params
}

test_a_password_in_env_is_denied_and_masked if {
	some finding in findings("ENV", "DB_PASSWORD", "hunter2")
	finding.evidence.value == "<7 characters>"
	not contains(json.marshal(finding), "hunter2")
}

test_a_token_as_arg_is_denied_even_without_a_default if count(findings("ARG", "NPM_TOKEN", null)) == 1

test_names_count_in_any_case if count(findings("ENV", "db_password", "x")) == 1

test_an_empty_env_is_fine if count(findings("ENV", "DB_PASSWORD", "")) == 0

test_names_of_files_are_fine if count(findings("ENV", "DB_PASSWORD_FILE", "/run/secrets/db")) == 0

test_public_keys_are_fine if count(findings("ENV", "PUBLIC_KEY", "abc")) == 0

test_ordinary_names_are_fine if count(findings("ENV", "NODE_ENV", "production")) == 0

released(value) := count(found) if {
	document := {"documents": {"dockerfile": [{"globalArgs": [], "stages": [{"instr": [{
		"kw": "ENV",
		"kv": [{"k": "SWIFT_SIGNING_KEY", "v": value, "expanded": value, "loc": {"uri": "Dockerfile", "line": 2}}],
	}]}]}]}}
	found := env_arg_secret.deny with input as document with data.params as params
}

test_fingerprints_of_release_keys_are_public if {
	released("52BB7E3DE28A71BE22EC05FFEF80A866B47A981F") == 0
	released("0x8657ABB260F056B1E5190839D9C4D26D0E604491 0xB7C1C14360F353A3") == 0
	released("52BB7E3DE28A71BE22EC05FFEF80A866B47A981") == 1
	released("c2VjcmV0") == 1
}
