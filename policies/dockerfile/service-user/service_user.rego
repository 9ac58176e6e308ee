# METADATA
# title: The service has a user of its own, without a login
# description: A user that is created for the service, has no shell to log in with, and exists when it is switched to.
# custom:
#   code: DKF-007
#   severity: low
#   needs: [dockerfile]
#   remediation: Create the user with `useradd --system --no-log-init --uid 10001 --shell /usr/sbin/nologin app` and switch to its number.
#   rationale: A login shell and a shared user give an attacker more than the service needs.
#   seed: ["2.2", "4.4"]
#   params:
#     base_users:
#       description: Users that base images bring along.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [root, nobody, www-data, daemon, bin, sys, sync, games, man, lp, mail, news, uucp, proxy, backup, list, irc, operator, guest, nginx, node, postgres, redis, mysql, memcache, nonroot, httpd, ftp, ntp, cron, squid, smmsp, adm, shutdown, halt, sshd, systemd-network, _apt, ubuntu, app, rabbitmq]
#     allowed_shells:
#       description: Shells that a service's user may have.
#       schema: {type: array, items: {type: string}}
#       merge: intersect
#       default: [/sbin/nologin, /usr/sbin/nologin, /bin/false, /usr/bin/false, /dev/null]
#     require_numeric:
#       description: Whether USER must name a number, which an orchestrator can check without the image.
#       schema: {type: boolean}
#       merge: or
#       default: true
#   checks:
#     missing: {}
#     login-shell: {}
#     sparse-log: {aliases: [DL3046]}
#     numeric: {aliases: [DL3066], severity: info}
package std.dockerfile.service_user

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/service-user"]

# Bases whose users are known: on others a name may well exist.
known_base(from) if from.resolved == "scratch"

known_base(from) if lib.image_name(from) in {"docker.io/library/alpine", "docker.io/library/debian", "docker.io/library/ubuntu", "docker.io/library/fedora", "docker.io/library/busybox"}

name_of(user) := split(user, ":")[0]

number(user) if regex.match(`^[0-9]+$`, name_of(user))

# Anything that may create users: the tools, or a passwd file written or copied.
creates(instruction, _) if regex.match(`passwd|shadow|sysusers|/etc/?( |$)`, instruction.text)

creates(instruction, name) if {
	instruction.kw == "RUN"
	contains(instruction.raw, name)
}

creates(instruction, _) if {
	instruction.kw in {"COPY", "ADD"}
	regex.match(`^/(etc/?)?$|passwd`, instruction.copy.dest)
}

created(document, stage, name) if {
	some link in lib.base_chain(document, stage)
	some instruction in link.instr
	creates(instruction, name)
}

deny contains finding if {
	some step in lib.steps
	step.instruction.kw == "USER"
	lib.ships(step.document, step.stage)
	not lib.windows(step.stage)
	user := step.instruction.expanded[0]
	not contains(user, "$")
	not number(user)
	name := name_of(user)
	name != ""
	not name in params.base_users
	known_base(lib.base_image(step.document, step.stage))
	not created(step.document, step.stage, name)
	finding := {
		"check": "missing",
		"message": sprintf("user `%s` is never created", [name]),
		"at": step.instruction.loc,
		"term": name,
	}
}

tools := {"useradd", "adduser"}

# The shell that a command asks for, however it is written.
shell_of(command) := shell if {
	some key in ["s", "shell"]
	shell := command.opts[key]
}

deny contains finding if {
	some found in lib.commands
	found.command.name in tools
	lib.ships(found.document, found.stage)
	shell := shell_of(found.command)
	not shell in params.allowed_shells
	finding := {
		"check": "login-shell",
		"message": sprintf("the user is created with the login shell `%s`", [shell]),
		"at": lib.place(found),
		"term": lib.line(found.command),
		"evidence": {"shell": shell},
	}
}

# A large number makes useradd write a sparse file as large as the number into the layer.
deny contains finding if {
	some found in lib.commands
	found.command.name == "useradd"
	not lib.flagged(found.command, {"l", "no-log-init"})
	some key in ["u", "uid"]
	id := found.command.opts[key]
	regex.match(`^[0-9]{6,}$`, id)
	finding := {
		"check": "sparse-log",
		"message": sprintf("useradd with the high number %s and without `--no-log-init` makes the layer huge", [id]),
		"at": lib.place(found),
		"term": id,
	}
}

deny contains finding if {
	params.require_numeric
	some step in lib.steps
	step.instruction.kw == "USER"
	not lib.windows(step.stage)
	user := step.instruction.expanded[0]
	not contains(user, "$")
	not number(user)
	finding := {
		"check": "numeric",
		"message": message(name_of(user)),
		"at": step.instruction.loc,
		"term": name_of(user),
	}
}

message("root") := "user `root` is written as a name"

message(name) := sprintf("user `%s` is a name: whether it is root, only the image can tell", [name]) if name != "root"
