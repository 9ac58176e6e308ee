# METADATA
# title: No credentials in ENV or ARG
# description: Both end up in the image's config or history, for everybody who can pull it.
# custom:
#   code: DKF-026
#   severity: critical
#   redact: true
#   needs: [dockerfile]
#   aliases: [DL3064, SecretsUsedInArgOrEnv, DS-0031, CIS-4.10, CIS-DI-0010]
#   remediation: Mount it with `RUN --mount=type=secret` while building, and pass it to the container when it runs.
#   rationale: Config and history are public to everyone who has the image.
#   seed: ["5.1", "5.2", "5.4", "6.2", "9.4"]
#   params:
#     secret_key_regex:
#       description: A pattern (RE2) of names that hold credentials, tried on the name in upper case.
#       schema: {type: string}
#       merge: replace
#       default: "(^|_)(API_?KEY|AUTH|CREDENTIALS?|KEY|PASS|PASSPHRASE|PASSWD|PASSWORD|PWD|PWORD|SECRETS?|TOKEN)(_|$)|PASSWORD|SECRET_?KEY"
#     allow_keys:
#       description: Globs of names that only look like it.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: ["*_FILE", "*_PATH", "*_DIR", "*PUBLIC*", "*KEY_VERSION*", "*_VERSION", "GPG_KEY*", "*GPG_KEYS", "*_GPG_KEY*", "*_TTL", "*_URL", "*_TYPE", "*_NAME", "*_EXPIRY", "*_LENGTH", "PWD", "OLDPWD", "*_ALGORITHM", "*_SERVER", "*_FINGERPRINT", "APT_KEY*", "*PGP_KEY*", "*SIGNING_KEYS", "SSH_AUTH_SOCK", "*AUTH_METHOD*", "*AUTH_MODE*", "*AUTH_PROVIDER*"]
package std.dockerfile.env_arg_secret

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/env-arg-secret"]

secret_name(name) if {
	upper_name := upper(name)
	regex.match(params.secret_key_regex, upper_name)
	not lib.matches_any(params.allow_keys, upper_name)
}

settings contains {"instruction": instruction, "pair": pair} if {
	some instruction in array.concat([step.instruction | some step in lib.steps], [found.instruction | some found in lib.global_args])
	instruction.kw in {"ENV", "ARG"}
	some pair in instruction.kv
	secret_name(pair.k)
	not fingerprint(pair)
}

# What release keys are found by is public: 16 or 40 hexadecimal digits, or several such.
fingerprint(pair) if {
	regex.match(`(?i)(^|_)KEY(_|$)`, pair.k)
	regex.match(`^(0[xX])?([0-9A-Fa-f]{16}|[0-9A-Fa-f]{40})([ ,]+(0[xX])?([0-9A-Fa-f]{16}|[0-9A-Fa-f]{40}))*$`, object.get(pair, "expanded", ""))
}

# An ENV without a value, or that takes it from a variable of the same build, is told apart by its value.
deny contains finding if {
	some found in settings
	found.instruction.kw == "ENV"
	value := found.pair.v
	not value in {"", "\"\""}
	finding := {
		"message": sprintf("ENV `%s` puts credentials into the image's config", [found.pair.k]),
		"at": found.pair.loc,
		"term": found.pair.k,
		"evidence": {"name": found.pair.k, "value": masked(value)},
	}
}

deny contains finding if {
	some found in settings
	found.instruction.kw == "ARG"
	finding := {
		"message": sprintf("ARG `%s` puts credentials into the image's history", [found.pair.k]),
		"at": found.pair.loc,
		"term": found.pair.k,
		"evidence": {"name": found.pair.k, "value": masked(object.get(found.pair, "v", null))},
	}
}

# What is shown of a value: nothing but its length; a reference to a variable is no secret.
masked(value) := value if startswith(value, "$")

masked(value) := sprintf("<%d characters>", [count(value)]) if {
	is_string(value)
	not startswith(value, "$")
}

masked(value) := "<none>" if is_null(value)
