# METADATA
# title: No tools that the service does not need
# description: Editors, network tools and remote shells belong on a workstation or in a debug container.
# custom:
#   code: DKF-021
#   severity: low
#   needs: [dockerfile]
#   aliases: [CIS-4.3]
#   remediation: Leave them out; attach a debug container when something must be looked at.
#   rationale: They are of no use to the service and of much use to an attacker.
#   seed: ["1.3"]
#   params:
#     denied_packages:
#       description: Packages that are refused in the image.
#       schema: {type: array, items: {type: string}}
#       merge: union
#       default: [vim, vim-tiny, nano, emacs, netcat, netcat-openbsd, netcat-traditional, ncat, nmap, telnet, inetutils-telnet, openssh-server, tcpdump, strace, gdb, ftp, rsh-client]
#   checks:
#     package: {}
#     command: {aliases: [DL3001]}
#     two-downloaders: {aliases: [DL4001, DS-0014]}
package std.dockerfile.unneeded_tools

import data.std.lib.dockerfile as lib

params := data.params["std/dockerfile/unneeded-tools"]

# Whether the container's own commands use a tool.
used(document, name) if {
	some stage in document.stages
	some instruction in stage.instr
	instruction.kw in {"HEALTHCHECK", "CMD", "ENTRYPOINT"}
	contains(instruction.raw, split(name, "-")[0])
}

deny contains finding if {
	some found in lib.packages
	found.pkg.action in {"install", "add", "in"}
	lib.ships(found.document, found.stage)
	names := sort({item.name |
		some item in found.pkg.packages
		item.name in params.denied_packages
		not used(found.document, item.name)
	})
	count(names) > 0
	finding := {
		"check": "package",
		"message": sprintf("the image gets tools that no service needs: %s", [lib.listed(names)]),
		"at": lib.place(found),
		"term": concat(" ", names),
		"evidence": {"packages": names},
	}
}

# Commands that mean nothing while an image is built.
pointless := {"ssh", "vim", "shutdown", "service", "ps", "free", "top", "kill", "mount", "ifconfig", "nano"}

deny contains finding if {
	some found in lib.commands
	found.command.name in pointless
	not lib.windows(found.stage)
	finding := {
		"check": "command",
		"message": sprintf("`%s` does nothing useful while an image is built", [found.command.name]),
		"at": lib.place(found),
		"term": found.command.name,
	}
}

deny contains finding if {
	some found in lib.stages
	names := {command.name |
		some instruction in found.stage.instr
		some command in instruction.run.commands
	}
	{"curl", "wget"} & names == {"curl", "wget"}
	uses := [command |
		some instruction in found.stage.instr
		some command in instruction.run.commands
		command.name in {"curl", "wget"}
	]
	later := [command | some command in uses; command.name != uses[0].name]
	finding := {
		"check": "two-downloaders",
		"message": "both curl and wget are used: one is enough",
		"at": object.get(later[0], "loc", found.stage.loc),
	}
}
