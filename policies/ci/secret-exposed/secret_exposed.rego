# METADATA
# title: The pipeline gives no secret away
# description: Secrets are no build arguments, stand in no script, and go to no strange host.
# custom:
#   code: CIW-008
#   severity: critical
#   needs: [ci]
#   aliases: ["zz:hardcoded-container-credentials", "zz:unredacted-secrets", CKV_GHA_3, CKV_GHA_4, CKV_GITLABCI_1]
#   remediation: Pass it with `--secret` or the action's `secrets`, from the secret store; revoke what stood in the file.
#   rationale: Build arguments stay in the image's history, scripts in the repository, and logs are read by many.
#   seed: ["5.3", "8.2"]
#   params:
#     token_patterns:
#       description: Patterns (RE2) of credentials beside those of the shipped table.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: []
#   checks:
#     build-arg: {}
#     literal: {}
#     sent: {aliases: [CKV_GHA_3, CKV_GITLABCI_1]}
#     netcat: {aliases: [CKV_GHA_4]}
package std.ci.secret_exposed

import data.std.lib.secrets
import data.std.lib.workflows

params := data.params["std/ci/secret-exposed"]

secret_reference := `\$\{\{[^}]*\bsecrets\.`

# Arguments of an image build that are secrets by reference or by name.
deny contains finding if {
	some found in workflows.steps
	some line in split(object.get(found.step["with"], "build-args", ""), "\n")
	name := trim_space(split(line, "=")[0])
	risky(name, line)
	finding := {
		"check": "build-arg",
		"message": sprintf("the build argument `%s` is a secret, and stays in the image's history", [name]),
		"at": found.at,
		"term": name,
	}
}

risky(_, line) if regex.match(secret_reference, line)

risky(name, line) if {
	secrets.secret_name(name)
	contains(line, "=")
}

deny contains finding if {
	some found in workflows.commands
	some at, word in found.command.argv
	assignment := argument(found.command, at, word)
	name := split(assignment, "=")[0]
	secrets.secret_name(name)
	finding := {
		"check": "build-arg",
		"message": sprintf("the build argument `%s` is a secret, and stays in the image's history", [name]),
		"at": found.at,
		"term": name,
	}
}

argument(command, at, "--build-arg") := command.argv[at + 1]

argument(_, _, word) := trim_prefix(word, "--build-arg=") if startswith(word, "--build-arg=")

# Credentials that stand in scripts, variables and inputs.
texts := array.concat(
	[{"text": workflows.script(found.step), "at": found.at} | some found in workflows.steps],
	array.concat(
		[{"text": found.value, "at": found.at} | some found in workflows.variables; is_string(found.value)],
		[{"text": value, "at": found.at} | some found in workflows.steps; some value in found.step["with"]; is_string(value)],
	),
)

deny contains finding if {
	some found in texts
	some token in (secrets.tokens(found.text) | secrets.url_credentials(found.text))
	finding := {
		"check": "literal",
		"message": "a credential stands in the workflow",
		"at": found.at,
		"term": token.term,
		"evidence": {"value": token.shown},
	}
}

deny contains finding if {
	some found in texts
	some pattern in params.token_patterns
	some match in regex.find_n(pattern, found.text, 3)
	finding := {
		"check": "literal",
		"message": "a credential of your own patterns stands in the workflow",
		"at": found.at,
		"term": secrets.hash(match),
		"evidence": {"value": secrets.masked(match)},
	}
}

deny contains finding if {
	some found in workflows.variables
	is_string(found.value)
	found.value != ""
	secrets.secret_name(found.name)
	not regex.match(`\$\{\{|^\$|^(true|false)$`, found.value)
	not secrets.placeholder(found.value)
	finding := {
		"check": "literal",
		"message": sprintf("`%s` has its value in the workflow", [found.name]),
		"at": found.at,
		"term": found.name,
		"evidence": {"name": found.name, "value": secrets.masked(found.value)},
	}
}

# A connection to a bare address carries whatever the job can read; services of the job itself are near.
deny contains finding if {
	some found in workflows.commands
	found.command.name in {"nc", "ncat", "netcat"}
	some word in found.command.argv
	regex.match(`^([0-9]{1,3}\.){3}[0-9]{1,3}$`, word)
	not regex.match(`^(127\.|0\.0\.0\.0$)`, word)
	finding := {
		"check": "netcat",
		"severity": "high",
		"message": sprintf("`%s` talks to the address %s", [found.command.name, word]),
		"at": found.at,
		"term": word,
	}
}

# A variable of the shell that is given its value where everybody reads it.
deny contains finding if {
	some found in workflows.commands
	some pair in assigned(found.command)
	secrets.secret_name(pair.name)
	pair.value != ""
	not regex.match(`\$|\x60`, pair.value)
	not regex.match(`^(true|false)$`, pair.value)
	not secrets.placeholder(pair.value)
	finding := {
		"check": "literal",
		"message": sprintf("`%s` has its value in the workflow", [pair.name]),
		"at": found.at,
		"term": pair.name,
		"evidence": {"name": pair.name, "value": secrets.masked(pair.value)},
	}
}

assigned(command) := array.concat(object.get(command, "assign", []), [{"name": parts[0], "value": concat("=", array.slice(parts, 1, count(parts)))} |
	command.name in {"export", "declare", "readonly", "local"}
	some word in object.get(command, "args", [])
	parts := split(word, "=")
	count(parts) > 1
])

# A password on a command line.
deny contains finding if {
	some found in workflows.commands
	found.command.name in {"docker", "podman", "buildah", "skopeo", "crane", "helm", "oras", "cosign", "nerdctl"}
	"login" in found.command.args
	some flag in ["p", "password"]
	value := found.command.opts[flag]
	value != ""
	not regex.match(`\$|\x60`, value)
	finding := {
		"check": "literal",
		"message": sprintf("the password of `%s login` stands in the workflow", [found.command.name]),
		"at": found.at,
		"term": secrets.hash(value),
		"evidence": {"value": secrets.masked(value)},
	}
}

# The environment, or a secret, goes through a pipe to another host.
deny contains finding if {
	some found in workflows.commands
	found.command.name in senders
	some source in found.step.run.commands
	source.pipe == found.command.pipe
	source.pos < found.command.pos
	regex.match(`^(env|printenv)( |$)|\$\{\{ *(secrets\.|toJSON\(secrets)`, workflows.line(source))
	finding := {
		"check": "sent",
		"message": sprintf("`%s` sends secrets to another host", [found.command.name]),
		"at": found.at,
		"term": found.command.name,
	}
}

senders := {"curl", "wget", "nc", "ncat"}

deny contains finding if {
	some found in workflows.commands
	found.command.name in senders
	regex.match(`(^| )(-d|--data[a-z-]*|-F|--post-data)[ =]?.*(\$\{\{ *(secrets\.|toJSON\(secrets)|\$\(?env\b)`, workflows.line(found.command))
	finding := {
		"check": "sent",
		"message": sprintf("`%s` sends secrets to another host", [found.command.name]),
		"at": found.at,
		"term": found.command.name,
	}
}
