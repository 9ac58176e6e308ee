# METADATA
# title: Package lists are updated where packages are installed
# description: An update in a RUN of its own is cached, and later installs use old lists.
# custom:
#   code: DKF-011
#   severity: medium
#   needs: [dockerfile]
#   aliases: [DS-0017, CKV_DOCKER_5, CIS-4.7, CIS-DI-0007]
#   remediation: Write update and install in one RUN, joined with `&&`.
#   rationale: A cached list installs versions that have known holes, or none at all.
#   seed: ["2.3"]
package std.dockerfile.update_with_install

import data.std.lib.dockerfile as lib

managers := {"apt-get": "apt", "apt": "apt", "aptitude": "apt", "yum": "rpm", "dnf": "rpm", "microdnf": "rpm", "tdnf": "rpm", "apk": "apk", "zypper": "zypper"}

updates := {"update", "up", "refresh", "ref"}

uses := {"install", "add", "in", "upgrade", "up", "dup", "dist-upgrade", "full-upgrade", "source-install", "si", "reinstall", "groupinstall", "localinstall", "build-dep", "source", "satisfy", "download", "fix"}

# A later command that uses the lists; a script file may do so as well.
used(instruction, command) if {
	some other in instruction.run.commands
	other.id > command.id
	managers[other.name] == managers[command.name]
	some word in other.args
	word in uses
}

used(instruction, command) if {
	some other in instruction.run.commands
	other.id > command.id
	regex.match(`\.sh$|^/|^\./`, other.argv[0])
}

deny contains finding if {
	some found in lib.commands
	managers[found.command.name]
	found.command.args[0] in updates
	not used(found.instruction, found.command)
	finding := {
		"message": sprintf("`%s` stands alone: its result is cached, and later installs use old lists", [lib.line(found.command)]),
		"at": lib.place(found),
		"term": lib.line(found.command),
	}
}
