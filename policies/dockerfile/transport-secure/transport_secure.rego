# METADATA
# title: The network is used with encryption and certificates
# description: Plain HTTP and switched-off certificate checks let everybody on the way change what arrives.
# custom:
#   code: DKF-039
#   severity: high
#   needs: [dockerfile]
#   remediation: Use https, and add the CA that is missing instead of switching the check off.
#   rationale: Whoever sits on the way puts his own files into the image.
#   params:
#     internal_http:
#       description: Hosts that may be reached by plain HTTP.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [localhost, 127.0.0.1]
#   checks:
#     plain: {}
#     curl: {aliases: [CKV2_DOCKER_2]}
#     wget: {aliases: [CKV2_DOCKER_3]}
#     pip: {aliases: [CKV2_DOCKER_4]}
#     python: {aliases: [CKV2_DOCKER_5]}
#     node: {aliases: [CKV2_DOCKER_6]}
#     npm-variable: {aliases: [CKV2_DOCKER_12]}
#     npm: {aliases: [CKV2_DOCKER_13]}
#     git: {aliases: [CKV2_DOCKER_14]}
#     yum: {aliases: [CKV2_DOCKER_15]}
#     pip-config: {aliases: [CKV2_DOCKER_16]}
package std.dockerfile.transport_secure

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/transport-secure"]

plain(url) if {
	regex.match(`^(http|ftp|git)://`, url)
	not allowed(url)
}

allowed(url) if startswith(url, "http://[::1]")

allowed(url) if regex.find_all_string_submatch_n(`^[a-z]+://(?:[^@/]*@)?([^/:?#]+)`, url, 1)[0][1] in params.internal_http

deny contains finding if {
	some step in lib.steps
	some download in step.instruction.run.facts.downloads

	# A file whose digest is compared cannot be changed on the way.
	not download.verified
	plain(download.url)
	finding := {
		"check": "plain",
		"message": sprintf("`%s` is downloaded without encryption", [download.url]),
		"at": object.get(step.instruction.run.commands[download.cmd], "loc", step.instruction.loc),
		"term": download.url,
	}
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "ADD"
	some source in step.instruction.copy.srcs
	plain(source)
	finding := {
		"check": "plain",
		"message": sprintf("`%s` is downloaded without encryption", [source]),
		"at": step.instruction.loc,
		"term": source,
	}
}

untrusting(command) := "curl" if {
	command.name == "curl"
	lib.flagged(command, {"k", "insecure", "proxy-insecure"})
}

untrusting(command) := "wget" if {
	command.name == "wget"
	lib.flagged(command, {"no-check-certificate"})
}

untrusting(command) := "pip" if {
	regex.match(`^pip[0-9.]*$|^python[0-9.]*$`, command.name)
	lib.flagged(command, {"trusted-host"})
}

untrusting(command) := "npm" if {
	command.name in {"npm", "yarn", "pnpm"}
	regex.match(`strict-ssl[ =]+"?false`, lib.line(command))
}

untrusting(command) := "git" if {
	command.name == "git"
	regex.match(`(?i)http\.sslverify[ =]+"?(false|0)`, lib.line(command))
}

untrusting(command) := "yum" if {
	command.name != "git"
	contains(lower(lib.line(command)), "sslverify")
	regex.match(`(?i)\bsslverify ?= ?"?(0|false|no|off)`, lib.line(command))
}

untrusting(command) := "pip-config" if {
	regex.match(`^pip[0-9.]*$`, command.name)
	regex.match(`config set .*trusted-host`, lib.line(command))
}

deny contains finding if {
	some found in lib.commands
	check := untrusting(found.command)
	finding := {
		"check": check,
		"message": sprintf("`%s` does not check certificates", [lib.line(found.command)]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}

# Variables that switch checks off, with the values that do.
switches := {
	"PYTHONHTTPSVERIFY": ["python", `^(0|false)$`],
	"NODE_TLS_REJECT_UNAUTHORIZED": ["node", `^0$`],
	"NPM_CONFIG_STRICT_SSL": ["npm-variable", `(?i)^(false|0)$`],
	"GIT_SSL_NO_VERIFY": ["git", `(?i)^(true|1|yes|on)$`],
	"PIP_TRUSTED_HOST": ["pip-config", `.`],
}

settings := array.concat(
	[{"name": pair.k, "value": pair.v, "at": pair.loc} |
		some step in lib.steps
		step.instruction.kw in {"ENV", "ARG"}
		some pair in step.instruction.kv
		is_string(pair.v)
	],
	[{"name": assignment.name, "value": assignment.value, "at": lib.place(found)} |
		some found in lib.commands
		some assignment in found.command.assign
	],
)

exported := [{"name": name, "value": value, "at": lib.place(found)} |
	some found in lib.commands
	found.command.name == "export"
	some word in array.slice(found.command.argv, 1, count(found.command.argv))
	[name, value] := split(word, "=")
]

deny contains finding if {
	some setting in array.concat(settings, exported)
	[check, pattern] := switches[upper(setting.name)]
	regex.match(pattern, trim(setting.value, `"'`))
	finding := {
		"check": check,
		"message": sprintf("`%s` switches certificate checks off", [setting.name]),
		"at": setting.at,
		"term": setting.name,
	}
}
